import { type CliCommand, say, tell, UsageError } from '../command.ts';
import { withDatabase } from '../session.ts';
import { found, readFounding } from './setup.ts';

export const company: CliCommand = {
  name: 'company',
  summary: 'List companies or found another',
  help: `
usage: npx kejing company list [--json]
       npx kejing company add --company NAME --region REGION --admin NAME --password-stdin [OPTIONS of setup]

Several companies share an installation and see nothing of each other; people then add the company's code when they sign in.
`,
  async run([verb, ...args]) {
    if (verb === 'add') {
      const founding = await readFounding(args);
      return withDatabase((session) => found(session, founding, args.includes('--json')));
    }
    if (verb !== 'list') throw new UsageError('Say "list" or "add"; see npx kejing company --help.');
    return withDatabase(async ({ database }) => {
      const rows = await database.db
        .selectFrom('company')
        .select(['code', 'name', 'region', 'language', 'time_zone as timeZone'])
        .orderBy('code')
        .execute();
      if (args.includes('--json')) tell(rows);
      else for (const row of rows) say(`${row.code.padEnd(12)} ${row.name}  ${row.region}  ${row.timeZone}`);
      return 0;
    });
  },
};
