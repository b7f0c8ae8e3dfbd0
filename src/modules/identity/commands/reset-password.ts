import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { notFound, refuse } from '#platform/shared/result.ts';
import { accountForUpdate, deleteSessions, hasEnded, setPassword } from '../accounts.ts';
import { passwordShape } from '../contract.ts';

/** Somebody forgot his password: the administrator sets one, which he is asked to change; all his sessions end. */
export const resetPassword = command({
  name: 'identity.reset-password',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ personId: uuid, password: passwordShape }),
  async run(ctx, { personId, password }) {
    const account = await accountForUpdate(ctx, personId);
    if (account === undefined) return notFound('identity.noAccount');
    if (hasEnded(account, ctx.now)) return refuse('conflict', 'identity.accountEnded');
    await setPassword(ctx, personId, password);
    await deleteSessions(ctx, personId);
    ctx.audit({ subject: { kind: 'person', id: personId }, changes: { password: { from: null, to: 'temporary' } } });
    ctx.emit({ kind: 'identity.passwordReset', subject: { kind: 'person', id: personId }, personId });
  },
});
