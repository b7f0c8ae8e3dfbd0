import type { WriteContext } from '#platform/server/command/command.ts';
import { refuse, Refused } from '#platform/shared/result.ts';
import { addressOf } from './auth.ts';
import { hashPassword } from './passwords.ts';
import { foldUserName } from './rules.ts';

/** Opens a person's account in the command's transaction. Refused when the company has that user name already. */
export async function openAccount(
  ctx: WriteContext,
  account: { personId: string; name: string; userName: string; password: string },
): Promise<void> {
  const authUser = ctx.newId();
  const folded = foldUserName(account.userName);
  const taken = await ctx.db
    .selectFrom('sign_in')
    .select('person_id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('user_name_folded', '=', folded)
    .executeTakeFirst();
  if (taken !== undefined)
    throw new Refused(
      refuse('conflict', 'identity.userNameTaken', { fields: [{ field: 'userName', code: 'identity.userNameTaken' }] }),
    );
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
      user_name_folded: folded,
      auth_user: authUser,
    })
    .execute();
  ctx.audit({
    subject: { kind: 'person', id: account.personId },
    changes: { userName: { from: null, to: account.userName } },
  });
}

/** Ends every session of a person, on all nodes, once the command has committed. */
export async function endSessions(
  ctx: WriteContext,
  personId: string,
  tell: (personId: string) => Promise<void>,
): Promise<void> {
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
  ctx.afterCommit(() => tell(personId));
}
