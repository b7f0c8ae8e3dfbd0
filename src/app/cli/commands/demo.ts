import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { systemClock } from '#platform/server/clock.ts';
import { readConfig } from '#platform/server/config.ts';
import { openDatabase } from '#platform/server/db/database.ts';
import { migrateStorage, openStorage, type Storage } from '../../server/storage.ts';
import { password, signIns } from '../../../../sample/cast.ts';
import { type CliCommand, options, say, UsageError } from '../command.ts';
import { ensurePages } from '../pages-built.ts';
import { serveUntilStopped } from './serve.ts';

export const demo: CliCommand = {
  name: 'demo',
  summary: 'Run it with the sample company',
  help: `
usage: npm run demo

Runs the application on an embedded PostgreSQL with the sample company: an office-supplies team, a telecom district with 19,630 customers
and a securities branch, some weeks of history, today half done. Data lie under KEJING_HOME (default ./.kejing/demo) and are kept between
starts; delete that folder to begin anew. Never use it for your own data: the sample's passwords are public.
`,
  async run(args) {
    options(args, {});
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      KEJING_HOME: process.env['KEJING_HOME'] ?? path.join('.kejing', 'demo'),
    };
    delete env['DATABASE_URL'];
    delete env['DATABASE_OWNER_URL'];
    const config = readConfig(env, process.cwd());
    await ensurePages(say);
    const storage = await openStorage(config, say);
    try {
      await migrateStorage(storage, config, systemClock.now(), () => {});
      await fillOnce(storage);
      return await serveUntilStopped(config, storage, undefined, (address) => {
        say(`\nKejing with the sample company: ${address}\n`);
        for (const { userName, is } of signIns) say(`  ${userName}\t${password}\t${is}`);
        say('\nStop with Ctrl-C.');
      });
    } finally {
      await storage.close();
    }
  },
};

async function fillOnce(storage: Storage): Promise<void> {
  const database = openDatabase({ url: storage.appUrl, connections: 1, applicationName: 'kejing-sample' });
  const known = await database.db.selectFrom('company').select('code').limit(1).execute();
  await database.close();
  if (known.length > 0) return;
  say('making the sample company (about half a minute)');
  const maker = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../../../sample/make.ts')], {
    env: { ...process.env, DATABASE_URL: storage.appUrl, DATABASE_OWNER_URL: storage.ownerUrl },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // Stopped half-way, nothing of the sample is kept and the database is closed in order.
  const stop = (): void => void maker.kill();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const [code] = await once(maker, 'exit');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  if (code !== 0) throw new UsageError('The sample company was not made; start again to try anew.');
}
