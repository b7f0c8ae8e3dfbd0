import { randomBytes } from 'node:crypto';
import { systemClock } from '#platform/server/clock.ts';
import { command } from '#platform/server/command/command.ts';
import { execute } from '#platform/server/command/execute.ts';
import { sentence } from '#platform/server/messages.ts';
import { capabilities } from '#platform/shared/actor.ts';
import { isRefusal, refuse } from '#platform/shared/result.ts';
import { z } from 'zod';
import { digestOfKey, endSessions, hashPassword } from '#modules/identity/public.ts';
import { passwordShape } from '#modules/identity/contract.ts';
import { foldUserName } from '#modules/identity/rules.ts';
import { founder } from '../../server/found-company.ts';
import { type CliCommand, options, readStandardInput, required, say, tell, UsageError } from '../command.ts';
import { type CliSession, withDatabase } from '../session.ts';

const userOptions = {
  company: { type: 'string' },
  user: { type: 'string' },
  name: { type: 'string' },
  capability: { type: 'string', multiple: true },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

export const user: CliCommand = {
  name: 'user',
  summary: "List people's accounts, reset a password, end sessions, make a key for a program",
  help: `
usage: npx kejing user list [--company CODE] [--json]
       npx kejing user password --user NAME --password-stdin [--company CODE]
       npx kejing user end-sessions --user NAME [--company CODE]
       npx kejing user key --name NAME --capability CAPABILITY … [--company CODE] [--json]

People are added in the product itself (組織 › 人員) or by importing a list. "password" is for the operator when an administrator is locked
out: it also ends all sessions. "key" prints a program's key once; capabilities: ${capabilities.join(', ')}.
`,
  async run([verb = '', ...args]) {
    const { values } = options(args, userOptions);
    const password = values['password-stdin'] === true ? await readStandardInput() : undefined;
    return withDatabase(async (session) => {
      const company = await companyOf(session, values.company);
      if (verb === 'list') return list(session, company, values.json === true);
      if (verb === 'password')
        return resetPassword(session, company, required(values.user, '--user'), required(password, '--password-stdin'));
      if (verb === 'end-sessions') return resetPassword(session, company, required(values.user, '--user'), undefined);
      if (verb === 'key')
        return makeKey(
          session,
          company,
          required(values.name, '--name'),
          values.capability ?? [],
          values.json === true,
        );
      throw new UsageError('Say "list", "password", "end-sessions" or "key"; see npx kejing user --help.');
    });
  },
};

interface Company {
  id: string;
  timeZone: string;
}

export async function companyOf({ database }: CliSession, code: string | undefined): Promise<Company> {
  const rows = await database.db
    .selectFrom('company')
    .select(['company_id as id', 'time_zone as timeZone'])
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .limit(2)
    .execute();
  const [company] = rows;
  if (company === undefined) throw new UsageError('There is no such company.');
  if (rows.length > 1)
    throw new UsageError('Several companies share this installation: say which with --company CODE.');
  return company;
}

async function list({ database }: CliSession, company: Company, json: boolean): Promise<number> {
  const rows = await database.db
    .selectFrom('sign_in')
    .innerJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'sign_in.company_id').onRef('person.id', '=', 'sign_in.person_id'),
    )
    .select(['user_name as userName', 'person.name', 'disabled_at as disabledAt'])
    .where('sign_in.company_id', '=', company.id)
    .orderBy('user_name')
    .execute();
  if (json) tell(rows);
  else
    for (const row of rows) say(`${row.userName.padEnd(24)} ${row.name}${row.disabledAt === null ? '' : '  (ended)'}`);
  return 0;
}

const lockOut = command({
  name: 'identity.operator-reset',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ userName: z.string(), password: passwordShape.optional() }),
  async run(ctx, input) {
    const account = await ctx.db
      .selectFrom('sign_in')
      .select(['person_id', 'auth_user'])
      .where('company_id', '=', ctx.actor.companyId)
      .where('user_name_folded', '=', foldUserName(input.userName))
      .executeTakeFirst();
    if (account === undefined) return refuse('notFound', 'identity.noSuchUser');
    if (input.password !== undefined) {
      await ctx.db
        .updateTable('auth_account')
        .set({ password: await hashPassword(input.password), updatedAt: ctx.now })
        .where('userId', '=', account.auth_user)
        .where('providerId', '=', 'credential')
        .execute();
    }
    await endSessions(ctx, account.person_id, async () => {});
    ctx.audit({
      subject: { kind: 'person', id: account.person_id },
      changes: { sessions: { from: null, to: 'ended' } },
      reason: 'operator',
    });
    return account;
  },
});

async function resetPassword(
  { database }: CliSession,
  company: Company,
  userName: string,
  password: string | undefined,
): Promise<number> {
  if (password !== undefined && !passwordShape.safeParse(password).success)
    throw new UsageError('The password needs at least 12 characters.');
  const input = { userName, ...(password === undefined ? {} : { password }) };
  const outcome = await execute(
    { db: database.db, clock: systemClock, subscribers: {} },
    founder(company.id, company.timeZone),
    lockOut,
    input,
    { requestId: 'operator' },
  );
  if (isRefusal(outcome)) throw new UsageError(sentence('en', outcome.code, outcome.params));
  await database.pool.query('select pg_notify($1, $2)', ['kejing', `person ${outcome.person_id}`]);
  say(
    password === undefined
      ? `All sessions of ${userName} have ended.`
      : `${userName} has the new password; all sessions have ended.`,
  );
  return 0;
}

const keyCommand = command({
  name: 'identity.make-key',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({
    name: z.string().min(1).max(80),
    digest: z.string(),
    capabilities: z.array(z.enum(capabilities)).min(1),
  }),
  async run(ctx, input) {
    const root = await ctx.db
      .selectFrom('unit')
      .select('id')
      .where('company_id', '=', ctx.actor.companyId)
      .where('kind', '=', 'company')
      .executeTakeFirstOrThrow();
    const id = ctx.newId();
    await ctx.db
      .insertInto('service_key')
      .values({
        company_id: ctx.actor.companyId,
        id,
        name: input.name,
        digest: input.digest,
        unit_id: root.id,
        capabilities: input.capabilities,
        created_at: ctx.now,
      })
      .execute();
    ctx.audit({
      subject: { kind: 'serviceKey', id },
      changes: { name: { from: null, to: input.name }, capabilities: { from: null, to: input.capabilities } },
    });
    return { id };
  },
});

async function makeKey(
  { database }: CliSession,
  company: Company,
  name: string,
  wanted: string[],
  json: boolean,
): Promise<number> {
  const key = `kj_${randomBytes(24).toString('base64url')}`;
  const parsed = keyCommand.input.safeParse({ name, digest: digestOfKey(key), capabilities: wanted });
  if (!parsed.success) throw new UsageError(`--capability is one or more of ${capabilities.join(', ')}.`);
  const outcome = await execute(
    { db: database.db, clock: systemClock, subscribers: {} },
    founder(company.id, company.timeZone),
    keyCommand,
    parsed.data,
    { requestId: 'operator' },
  );
  if (isRefusal(outcome)) throw new UsageError(sentence('en', outcome.code, outcome.params));
  if (json) tell({ id: outcome.id, key });
  else process.stdout.write(`${key}\n`);
  return 0;
}
