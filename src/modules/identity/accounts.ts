import type { Subscriber, WriteContext } from '#platform/server/command/command.ts';
import { refuse, Refused } from '#platform/shared/result.ts';
import { addressOf } from './auth.ts';
import { hashPassword } from './passwords.ts';
import { foldUserName } from './rules.ts';

export interface NewAccount {
  personId: string;
  name: string;
  userName: string;
  password: string;
  /** Somebody else chose the password and knows it: the person is asked to change it. */
  temporary?: boolean;
}

/** Opens a person's account in the command's transaction. Refused when the company has that user name already. */
export async function openAccount(ctx: WriteContext, account: NewAccount): Promise<void> {
  const authUser = ctx.newId();
  await refuseTakenName(ctx, account);
  await ctx.db
    .insertInto('auth_user')
    .values({
      id: authUser,
      name: account.name,
      email: addressOf(authUser),
      emailVerified: true,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
  await ctx.db
    .insertInto('auth_account')
    .values({
      id: ctx.newId(),
      accountId: authUser,
      providerId: 'credential',
      userId: authUser,
      password: await hashPassword(account.password),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
  await ctx.db
    .insertInto('sign_in')
    .values({
      company_id: ctx.actor.companyId,
      person_id: account.personId,
      user_name: account.userName,
      user_name_folded: foldUserName(account.userName),
      auth_user: authUser,
      temporary_password: account.temporary ?? false,
    })
    .execute();
  ctx.audit({
    subject: { kind: 'person', id: account.personId },
    changes: { userName: { from: null, to: account.userName } },
  });
}

/** User names are unique within a company, over those whose accounts have ended too. */
export async function refuseTakenName(
  ctx: WriteContext,
  account: { personId: string; userName: string },
): Promise<void> {
  const taken = await ctx.db
    .selectFrom('sign_in')
    .select('person_id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('user_name_folded', '=', foldUserName(account.userName))
    .where('person_id', '!=', account.personId)
    .executeTakeFirst();
  if (taken !== undefined)
    throw new Refused(
      refuse('conflict', 'identity.userNameTaken', { fields: [{ field: 'userName', code: 'identity.userNameTaken' }] }),
    );
}

/** Ends every session of a person, on all nodes, once the command has committed. */
export async function endSessions(
  ctx: WriteContext,
  personId: string,
  tell: (personId: string) => Promise<void>,
): Promise<void> {
  await deleteSessions(ctx, personId);
  ctx.afterCommit(() => tell(personId));
}

export async function deleteSessions(ctx: WriteContext, personId: string): Promise<void> {
  await ctx.db
    .deleteFrom('auth_session')
    .where('userId', 'in', (query) =>
      query
        .selectFrom('sign_in')
        .select('auth_user')
        .where('company_id', '=', ctx.actor.companyId)
        .where('person_id', '=', personId),
    )
    .execute();
}

/**
 * Somebody leaves (S7): from the event's `day` on there is no way in; sessions end now when that day has come. Without an account there is
 * nothing to close.
 */
export const closeAccount: Subscriber = async (ctx, { subject, payload }) => {
  const day = Temporal.PlainDate.from(String(payload?.['day'] ?? ctx.today));
  const from = day.toZonedDateTime(ctx.actor.timeZone).toInstant().toString({ smallestUnit: 'millisecond' });
  await ctx.db
    .updateTable('sign_in')
    .set((row) => ({ disabled_at: from, version: row('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', subject.id)
    .where((where) => where.or([where('disabled_at', 'is', null), where('disabled_at', '>', from)]))
    .execute();
  if (from <= ctx.now) await deleteSessions(ctx, subject.id);
};

export async function accountForUpdate(ctx: WriteContext, personId: string) {
  return ctx.db
    .selectFrom('sign_in')
    .select(['user_name', 'disabled_at', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

/** Instants are ISO 8601 in UTC with milliseconds, so their order is that of their texts. */
export const hasEnded = (account: { disabled_at: string | null }, now: string): boolean =>
  account.disabled_at !== null && account.disabled_at <= now;

/** A password that somebody else knows: the person is asked to change it. */
export async function setPassword(ctx: WriteContext, personId: string, password: string): Promise<void> {
  await ctx.db
    .updateTable('auth_account')
    .set({ password: await hashPassword(password), updatedAt: ctx.now })
    .where('providerId', '=', 'credential')
    .where('userId', 'in', (query) =>
      query
        .selectFrom('sign_in')
        .select('auth_user')
        .where('company_id', '=', ctx.actor.companyId)
        .where('person_id', '=', personId),
    )
    .execute();
  await ctx.db
    .updateTable('sign_in')
    .set((row) => ({ temporary_password: true, version: row('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .execute();
}
