import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { text, uuid } from '#platform/shared/page.ts';
import { must, refuse } from '#platform/shared/result.ts';
import { insertRows } from '../bulk.ts';
import { happened } from '../happened.ts';
import { lifecycleColumns } from '../insert-parts.ts';
import { lockToUpdate } from '../lock.ts';
import { orNull } from '../normalise.ts';
import { lifecycleMoves, lifecycleNeedsReason, lifecycles } from '../rules.ts';

/** Moves a customer along its life; every state it had stays with day, person and reason. */
export const changeLifecycle = command({
  name: 'customers.change-lifecycle',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ customerId: uuid, to: z.enum(lifecycles), reason: text(200).optional() }),
  async run(ctx, { customerId: asked, to, reason: given }) {
    const head = must(await lockToUpdate(ctx, asked));
    const customerId = head.id;
    const reason = orNull(given);
    if (head.lifecycle === to) return { id: customerId, version: head.version };
    if (!lifecycleMoves[head.lifecycle].includes(to))
      return refuse('conflict', `customers.lifecycle.${head.lifecycle}`, { params: { to } });
    if (lifecycleNeedsReason(to) && reason === null)
      return refuse('invalid', 'fields', { fields: [{ field: 'reason', code: 'customers.lifecycleReason' }] });
    const { companyId } = ctx.actor;
    await ctx.db
      .updateTable('customer')
      .set((row) => ({ lifecycle: to, version: row('version', '+', 1) }))
      .where('company_id', '=', companyId)
      .where('id', '=', customerId)
      .execute();
    const cells = [ctx.newId(), customerId, to, reason, ctx.now, ctx.actor.personId];
    await insertRows(ctx.db, companyId, 'customer_lifecycle', lifecycleColumns, [cells]);
    await happened(ctx, head, 'lifecycleChanged', { from: head.lifecycle, to, reason });
    ctx.audit({
      subject: { kind: 'customer', id: customerId },
      unitId: head.unitId,
      changes: { lifecycle: { from: head.lifecycle, to } },
      ...(reason === null ? {} : { reason }),
    });
    return { id: customerId, version: head.version + 1 };
  },
});
