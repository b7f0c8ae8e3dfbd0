import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { notFound, refuse } from '#platform/shared/result.ts';
import { passwordShape } from '../contract.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';

/** A new password for oneself, against the present one; every other session ends (the route does that, knowing which one asks). */
export const changePassword = command({
  name: 'identity.change-password',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ current: z.string(), next: passwordShape }),
  async run(ctx, input) {
    const account = await ctx.db
      .selectFrom('sign_in')
      .innerJoin('auth_account', 'auth_account.userId', 'sign_in.auth_user')
      .select(['auth_account.id', 'auth_account.password'])
      .where('company_id', '=', ctx.actor.companyId)
      .where('person_id', '=', ctx.actor.personId)
      .where('auth_account.providerId', '=', 'credential')
      .executeTakeFirst();
    if (account === undefined) return notFound();
    if (!(await verifyPassword(account.password ?? '', input.current)))
      return refuse('invalid', 'identity.currentWrong', {
        fields: [{ field: 'current', code: 'identity.currentWrong' }],
      });
    await ctx.db
      .updateTable('auth_account')
      .set({ password: await hashPassword(input.next), updatedAt: ctx.now })
      .where('id', '=', account.id)
      .execute();
    await ctx.db
      .updateTable('sign_in')
      .set((row) => ({ temporary_password: false, version: row('version', '+', 1) }))
      .where('company_id', '=', ctx.actor.companyId)
      .where('person_id', '=', ctx.actor.personId)
      .execute();
    ctx.audit({
      subject: { kind: 'person', id: ctx.actor.personId },
      unitId: ctx.actor.unitId,
      changes: { password: { from: null, to: 'changed' } },
    });
    return {};
  },
});
