import { z } from 'zod';
import { dayShape, requiredText, uuid } from '#platform/shared/page.ts';
import { isRefusal, refuse } from '#platform/shared/result.ts';
import { command } from '#platform/server/command/command.ts';
import { lockStep, withinTheDay } from '../load.ts';
import { openStepOf, refreshCustomer } from '../next-step.ts';
import { stepById } from '../queries.ts';
import { tell } from './complete-step.ts';
import { dayProblem } from './set-step.ts';

/** Follows no more, for a written reason; until a day, or for good (O12: a next step with a date, or a reason). */
export const dropStep = command({
  name: 'followUp.drop-step',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid, reason: requiredText(300), quietUntil: dayShape.optional() }),
  async run(ctx, { id, reason, quietUntil }) {
    const step = await lockStep(ctx, id, 'open');
    if (isRefusal(step)) return step;
    const problem = quietUntil === undefined ? undefined : dayProblem(ctx, quietUntil);
    if (problem !== undefined) return problem;
    await ctx.db
      .updateTable('follow_up')
      .set({
        dropped_at: ctx.now,
        dropped_by: ctx.actor.personId,
        drop_reason: reason,
        quiet_until: quietUntil ?? null,
        version: step.version + 1,
      })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    await tell(ctx, step, 'followUp.dropped', { kind: step.kind, reason });
    await refreshCustomer(ctx, step.customer_id);
    ctx.audit({
      subject: { kind: 'followUp', id },
      unitId: step.unit_id,
      changes: { dropReason: { from: null, to: reason } },
      reason,
    });
    return stepById(ctx, id);
  },
});

/** Takes the dropping back on its day. */
export const undropStep = command({
  name: 'followUp.undrop-step',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid }),
  async run(ctx, { id }) {
    const step = await lockStep(ctx, id, 'dropped');
    if (isRefusal(step)) return step;
    const inTime = withinTheDay(ctx, step.dropped_at);
    if (isRefusal(inTime)) return inTime;
    if ((await openStepOf(ctx, step.customer_id, step.owner_id)) !== undefined)
      return refuse('conflict', 'followUp.otherOpen');
    await ctx.db
      .updateTable('follow_up')
      .set({
        dropped_at: null,
        dropped_by: null,
        drop_reason: null,
        quiet_until: null,
        version: step.version + 1,
      })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    await tell(ctx, step, 'followUp.reopened', { kind: step.kind });
    await refreshCustomer(ctx, step.customer_id);
    ctx.audit({
      subject: { kind: 'followUp', id },
      unitId: step.unit_id,
      changes: { dropReason: { from: step.drop_reason, to: null } },
    });
    return stepById(ctx, id);
  },
});
