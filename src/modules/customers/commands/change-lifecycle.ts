import { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { businessDay } from '#platform/shared/day.ts';
import { text, uuid } from '#platform/shared/page.ts';
import { must, refuse } from '#platform/shared/result.ts';
import { postLedger, repostLedger } from '#modules/ledger/public.ts';
import { insertRows } from '../bulk.ts';
import { happened } from '../happened.ts';
import { lifecycleColumns } from '../insert-parts.ts';
import { type CustomerHead, lockToUpdate } from '../lock.ts';
import { orNull } from '../normalise.ts';
import { isWon, type Lifecycle, lifecycleNeedsReason, lifecycles, movesOf } from '../rules.ts';

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
    if (!movesOf(await historyOf(ctx, head), ctx.today).includes(to))
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
    await book(ctx, head, to);
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

type History = Parameters<typeof movesOf>[0];

/** The state it has and the one before. */
async function historyOf(ctx: WriteContext, head: CustomerHead): Promise<History> {
  const rows = await ctx.db
    .selectFrom('customer_lifecycle')
    .select(['lifecycle', 'at'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', '=', head.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(2)
    .execute();
  const [now, ...before] = rows.map(({ lifecycle, at }) => ({
    lifecycle: lifecycle as Lifecycle,
    day: businessDay(at, ctx.actor.timeZone),
  }));
  return now?.lifecycle === head.lifecycle ? [now, ...before] : [{ lifecycle: head.lifecycle, day: '' }];
}

/** Who looks after the customer has won it, on the day it was written down (T11); a slip that is taken back is reversed. */
async function book(ctx: WriteContext, head: CustomerHead, to: Lifecycle): Promise<void> {
  const source = { kind: 'customer', id: head.id, version: head.version + 1 };
  if (to === 'prospect' && head.lifecycle === 'active') return repostLedger(ctx, source, []);
  if (!isWon(head.lifecycle, to)) return undefined;
  return postLedger(ctx, source, [
    {
      measure: 'customersWon',
      personId: head.ownerId,
      role: 'developer',
      unitId: head.unitId,
      customerId: head.id,
      businessDay: businessDay(ctx.writtenAt, ctx.actor.timeZone),
      quantity: 1,
    },
  ]);
}
