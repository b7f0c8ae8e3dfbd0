// The server as `npm run dev` runs it, restarted by Node's --watch: `kejing serve` without building the pages, which Vite serves.
import { systemClock } from '#platform/server/clock.ts';
import { readConfig } from '#platform/server/config.ts';
import { serveUntilStopped } from '../src/app/cli/commands/serve.ts';
import { migrateStorage, openStorage } from '../src/app/server/storage.ts';
import { root, say } from './steps.ts';

const config = readConfig(process.env, root);
const storage = await openStorage(config, say);
try {
  if (storage.embedded) await migrateStorage(storage, config, systemClock.now(), say);
  process.exitCode = await serveUntilStopped(config, storage, undefined);
} finally {
  await storage.close();
}
