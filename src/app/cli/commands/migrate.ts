import { systemClock } from '#platform/server/clock.ts';
import { readConfig } from '#platform/server/config.ts';
import { migrateStorage, openStorage } from '../../server/storage.ts';
import { type CliCommand, options, say, tell } from '../command.ts';

export const migrate: CliCommand = {
  name: 'migrate',
  summary: 'Bring the database to the state of this version',
  help: `
usage: npx kejing migrate [--json]

Applies the migrations that are missing, adds partitions for the months ahead and gives the application's role its rights. Safe to run
again, to kill, and on several machines at once. Uses DATABASE_OWNER_URL (else DATABASE_URL, else the embedded database).

  --json   what was applied, as JSON on standard output
`,
  async run(args) {
    const { values } = options(args, { json: { type: 'boolean' } });
    const config = readConfig(process.env, process.cwd());
    const storage = await openStorage(config, say);
    try {
      const applied = await migrateStorage(storage, config, systemClock.now(), say);
      if (values.json === true) tell({ applied });
      else say(applied.length === 0 ? 'nothing to migrate' : `${applied.length} migrations applied`);
      return 0;
    } finally {
      await storage.close();
    }
  },
};
