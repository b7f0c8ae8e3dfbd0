import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { notFound, refuse } from '#platform/shared/result.ts';
import { accountForUpdate, deleteSessions, hasEnded } from '../accounts.ts';

/** No way in from now on, and every session ends. Nobody can lock himself out. */
export const closeAccount = command({
  name: 'identity.close-account',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ personId: uuid }),
  async run(ctx, { personId }) {
    const account = await accountForUpdate(ctx, personId);
    if (account === undefined) return notFound('identity.noAccount');
    if (personId === ctx.actor.personId) return refuse('conflict', 'identity.notOneself');
    if (hasEnded(account, ctx.now)) return;
    await ctx.db
      .updateTable('sign_in')
      .set({ disabled_at: ctx.now, version: account.version + 1 })
      .where('company_id', '=', ctx.actor.companyId)
      .where('person_id', '=', personId)
      .execute();
    await deleteSessions(ctx, personId);
    ctx.audit({ subject: { kind: 'person', id: personId }, changes: { account: { from: 'open', to: 'ended' } } });
    ctx.emit({ kind: 'identity.accountClosed', subject: { kind: 'person', id: personId }, personId });
  },
});
