// `npm run dev`: the server, restarted whenever its sources change, and Vite's dev server in front of it, which reloads the screens.
// The embedded PostgreSQL is held here, so that it outlives the server's restarts.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createServer } from 'vite';
import { readConfig } from '#platform/server/config.ts';
import { openStorage } from '../src/app/server/storage.ts';
import { root, say } from './steps.ts';

const config = readConfig(process.env, root);
const storage = await openStorage(config, say);
const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', path.join(root, 'src/app/cli/main.ts'), 'serve'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.env['KEJING_API'] ??= `http://localhost:${config.port}`;
const pages = await createServer({ root, configFile: path.join(root, 'vite.config.ts') });
await pages.listen();
pages.printUrls();

await stopped(server);
await pages.close();
await storage.close();
process.exit();

/** Ctrl-C reaches the server too, from the terminal; a signal to us alone is passed on. */
function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => child.kill('SIGTERM'));
  });
}
