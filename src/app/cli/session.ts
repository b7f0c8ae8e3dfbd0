import { type Config, readConfig } from '#platform/server/config.ts';
import { systemClock } from '#platform/server/clock.ts';
import { type OpenDatabase, openDatabase } from '#platform/server/db/database.ts';
import { migrateStorage, openStorage, whyNotReady } from '../server/storage.ts';
import { say, UsageError } from './command.ts';

export interface CliSession {
  config: Config;
  database: OpenDatabase;
  appUrl: string;
}

/** Opens this installation's database for one command line, migrated where it is the embedded one, and closes it afterwards. */
export async function withDatabase<T>(
  work: (session: CliSession) => Promise<T>,
  log: (line: string) => void = say,
): Promise<T> {
  const config = readConfig(process.env, process.cwd());
  const storage = await openStorage(config, log);
  try {
    if (storage.embedded) await migrateStorage(storage, config, systemClock.now(), log);
    const reason = await whyNotReady(storage.appUrl);
    if (reason !== undefined) throw new UsageError(reason);
    const database = openDatabase({ url: storage.appUrl, connections: 4, applicationName: 'kejing-cli' });
    try {
      return await work({ config, database, appUrl: storage.appUrl });
    } finally {
      await database.close();
    }
  } finally {
    await storage.close();
  }
}
