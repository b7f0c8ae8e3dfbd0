import { command, type WriteContext } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { refuse } from '#platform/shared/result.ts';
import { isEmployedFrom, requirePerson } from '#modules/org/public.ts';
import { accountForUpdate, hasEnded, openAccount as insertAccount, refuseTakenName, setPassword } from '../accounts.ts';
import { openAccountShape } from '../contract-accounts.ts';
import { foldUserName } from '../rules.ts';

/** A user name and a first password, which the person is asked to change; a leaver who is employed again gets his account back. */
export const openAccount = command({
  name: 'identity.open-account',
  version: 1,
  conflict: 'refuse',
  input: openAccountShape.extend({ personId: uuid }),
  async run(ctx, { personId, userName, password }) {
    const person = await requirePerson(ctx, personId);
    if (!(await isEmployedFrom(ctx, personId, ctx.today))) return refuse('conflict', 'identity.notEmployed');
    const account = await accountForUpdate(ctx, personId);
    if (account === undefined)
      await insertAccount(ctx, { personId, name: person.name, userName, password, temporary: true });
    else if (hasEnded(account, ctx.now)) await openAnew(ctx, personId, userName, password);
    else
      return refuse('conflict', 'identity.hasAccount', { params: { name: person.name, userName: account.user_name } });
    ctx.emit({ kind: 'identity.accountOpened', subject: { kind: 'person', id: personId }, personId });
    return { userName };
  },
});

async function openAnew(ctx: WriteContext, personId: string, userName: string, password: string): Promise<void> {
  await refuseTakenName(ctx, { personId, userName });
  await setPassword(ctx, personId, password);
  await ctx.db
    .updateTable('sign_in')
    .set({ user_name: userName, user_name_folded: foldUserName(userName), disabled_at: null })
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .execute();
  ctx.audit({
    subject: { kind: 'person', id: personId },
    changes: { userName: { from: null, to: userName }, account: { from: 'ended', to: 'open' } },
  });
}
