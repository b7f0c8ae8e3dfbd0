import { regions } from '#platform/shared/region/regions.ts';
import { passwordShape } from '#modules/identity/contract.ts';
import { systemClock } from '#platform/server/clock.ts';
import { sentence } from '#platform/server/messages.ts';
import { isRefusal } from '#platform/shared/result.ts';
import { foundCompany, type Founding } from '../../server/found-company.ts';
import { type CliCommand, options, readStandardInput, required, say, tell, UsageError } from '../command.ts';
import { type CliSession, withDatabase } from '../session.ts';

export const foundingOptions = {
  company: { type: 'string' },
  region: { type: 'string' },
  language: { type: 'string' },
  'time-zone': { type: 'string' },
  admin: { type: 'string' },
  user: { type: 'string' },
  code: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

export const setup: CliCommand = {
  name: 'setup',
  summary: 'Found the first company with its administrator',
  help: `
usage: npx kejing setup --company NAME --region taiwan|mainland|hongkong --admin NAME --password-stdin [OPTIONS]

Does what the set-up page does at the first start; refuses when a company stands already (then: npx kejing company add).

  --company NAME      the company's name
  --region REGION     ${regions.map((region) => region.code).join(', ')}: calendars, currency, phone and tax numbers, dates
  --admin NAME        name of the first administrator
  --user NAME         the name he signs in with (default: --admin)
  --password-stdin    his password, at least 12 characters, from standard input
  --language LANG     zh-Hant, zh-Hans or en (default: the region's)
  --time-zone ZONE    e.g. Asia/Taipei (default: the region's)
  --code CODE         short name at sign-in where companies share an installation
  --json              the new company as JSON on standard output

example: printf '%s' "$PASSWORD" | npx kejing setup --company 城中文具 --region taiwan --admin 周經理 --password-stdin
`,
  async run(args) {
    const founding = await readFounding(args);
    return withDatabase(async (session) => {
      const { rows } = await session.database.pool.query('select 1 from company limit 1');
      if (rows.length > 0) throw new UsageError('A company stands already. Found another with: npx kejing company add');
      return found(session, founding, args.includes('--json'));
    });
  },
};

export async function readFounding(args: string[]): Promise<Founding> {
  const { values } = options(args, foundingOptions);
  if (values['password-stdin'] !== true)
    throw new UsageError('Hand over the password on standard input with --password-stdin.');
  const admin = required(values.admin, '--admin');
  const region = required(values.region, '--region') as Founding['company']['region'];
  if (!regions.some((known) => known.code === region))
    throw new UsageError(`--region is one of ${regions.map((known) => known.code).join(', ')}.`);
  const password = await readStandardInput();
  if (!passwordShape.safeParse(password).success) throw new UsageError('The password needs at least 12 characters.');
  return {
    company: {
      name: required(values.company, '--company'),
      region,
      ...(values.language === undefined ? {} : { language: values.language as 'en' }),
      ...(values['time-zone'] === undefined ? {} : { timeZone: values['time-zone'] }),
    },
    admin: { name: admin, userName: values.user ?? admin, password },
    ...(values.code === undefined ? {} : { code: values.code }),
  };
}

export async function found({ database }: CliSession, founding: Founding, json: boolean): Promise<number> {
  const outcome = await foundCompany({ db: database.db, clock: systemClock }, founding);
  if (isRefusal(outcome)) throw new UsageError(sentence('en', outcome.code, outcome.params));
  if (json) tell(outcome);
  else say(`${founding.company.name} is founded (code ${outcome.code}); ${founding.admin.userName} can sign in.`);
  return 0;
}
