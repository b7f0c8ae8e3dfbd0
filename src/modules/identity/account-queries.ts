import type { z } from 'zod';
import type { ReadContext } from '#platform/server/command/command.ts';
import { instantAt } from '#platform/server/clock.ts';
import { requirePerson } from '#modules/org/public.ts';
import { hasEnded } from './accounts.ts';
import type { getAccount } from './contract-accounts.ts';

export async function accountOf(ctx: ReadContext, personId: string): Promise<z.input<(typeof getAccount)['response']>> {
  await requirePerson(ctx, personId);
  const now = instantAt(ctx.clock.now());
  const account = await ctx.db
    .selectFrom('sign_in')
    .select(['user_name', 'disabled_at', 'temporary_password', 'auth_user'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (account === undefined) return { account: null };
  const { count } = await ctx.db
    .selectFrom('auth_session')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('userId', '=', account.auth_user)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow();
  return {
    account: {
      userName: account.user_name,
      endsAt: account.disabled_at,
      ended: hasEnded(account, now),
      passwordIsTemporary: account.temporary_password,
      sessions: Number(count),
    },
  };
}
