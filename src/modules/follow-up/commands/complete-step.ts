import { z } from 'zod';
import { businessDay } from '#platform/shared/day.ts';
import { dayShape, text, uuid } from '#platform/shared/page.ts';
import { isRefusal, refuse } from '#platform/shared/result.ts';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { noteActivity } from '#modules/customers/public.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import { type LockedStep, lockStep, withinTheDay } from '../load.ts';
import { openStepOf, refreshCustomer, setNextStep } from '../next-step.ts';
import { stepById } from '../queries.ts';
import { stepKinds, toldOutcomes } from '../rules.ts';
import { contactProblem, dayProblem } from './set-step.ts';

const nextShape = z.strictObject({
  id: uuid,
  kind: z.enum(stepKinds),
  day: dayShape,
  note: text(500).default(''),
  contactId: uuid.optional(),
});

/** It is done; the customer's timeline says what came of it. A first completion stands, a second is refused. */
export const completeStep = command({
  name: 'followUp.complete-step',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({
    id: uuid,
    outcome: z.enum(toldOutcomes),
    note: text(500).default(''),
    next: nextShape.optional(),
  }),
  async run(ctx, { id, outcome, note, next }) {
    const step = await lockStep(ctx, id, 'open');
    if (isRefusal(step)) return step;
    const problem =
      next && (dayProblem(ctx, next.day) ?? (await contactProblem(ctx, step.customer_id, next.contactId)));
    if (problem !== undefined) return problem;
    await ctx.db
      .updateTable('follow_up')
      .set({
        done_at: ctx.now,
        done_by: ctx.actor.personId,
        outcome,
        outcome_note: note === '' ? null : note,
        version: step.version + 1,
      })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    await tell(ctx, step, 'followUp.done', { kind: step.kind, outcome, note });
    if (step.kind === 'call') await noteActivity(ctx, step.customer_id, { kind: 'call', at: ctx.writtenAt });
    if (next === undefined) await refreshCustomer(ctx, step.customer_id);
    else {
      const { contactId = step.contact_id, ...wanted } = next;
      await setNextStep(ctx, {
        ...wanted,
        contactId,
        customerId: step.customer_id,
        ownerId: step.owner_id,
        unitId: step.unit_id,
        source: { kind: 'followUp', id },
      });
    }
    ctx.audit({
      subject: { kind: 'followUp', id },
      unitId: step.unit_id,
      changes: { outcome: { from: null, to: outcome } },
    });
    return stepById(ctx, id);
  },
});

/** Takes a completion back on its day: the step is open again, and the next one that came from it falls away. */
export const uncompleteStep = command({
  name: 'followUp.uncomplete-step',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid }),
  async run(ctx, { id }) {
    const step = await lockStep(ctx, id, 'done');
    if (isRefusal(step)) return step;
    const inTime = withinTheDay(ctx, step.done_at);
    if (isRefusal(inTime)) return inTime;
    const other = await openStepOf(ctx, step.customer_id, step.owner_id);
    if (other !== undefined) {
      if (other.source_kind !== 'followUp' || other.source_id !== id) return refuse('conflict', 'followUp.otherOpen');
      await ctx.db
        .updateTable('follow_up')
        .set({
          done_at: ctx.now,
          done_by: ctx.actor.personId,
          outcome: 'replaced',
          version: other.version + 1,
        })
        .where('company_id', '=', ctx.actor.companyId)
        .where('id', '=', other.id)
        .execute();
      ctx.audit({
        subject: { kind: 'followUp', id: other.id },
        unitId: step.unit_id,
        changes: { outcome: { from: null, to: 'replaced' } },
      });
    }
    await ctx.db
      .updateTable('follow_up')
      .set({ done_at: null, done_by: null, outcome: null, outcome_note: null, version: step.version + 1 })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    await tell(ctx, step, 'followUp.reopened', { kind: step.kind });
    await refreshCustomer(ctx, step.customer_id);
    ctx.audit({
      subject: { kind: 'followUp', id },
      unitId: step.unit_id,
      changes: { outcome: { from: step.outcome, to: null } },
    });
    return stepById(ctx, id);
  },
});

/** What became of a step, for the customer's timeline, on the day it was written down, and the screens that watch. */
export async function tell(
  ctx: WriteContext,
  step: LockedStep,
  kind: `followUp.${string}`,
  detail: Record<string, unknown>,
): Promise<void> {
  await recordTimeline(ctx, [
    {
      subject: { kind: 'customer', id: step.customer_id },
      kind,
      occurredAt: ctx.writtenAt,
      businessDay: businessDay(ctx.writtenAt, ctx.actor.timeZone),
      unitId: step.unit_id,
      source: { kind: 'followUp', id: step.id },
      detail,
    },
  ]);
  ctx.emit({
    kind,
    subject: { kind: 'followUp', id: step.id },
    unitId: step.unit_id,
    personId: step.owner_id,
  });
}
