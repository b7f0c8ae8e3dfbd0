import type { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { addDays, daysBetween } from '#platform/shared/day.ts';
import { must, refuse } from '#platform/shared/result.ts';
import { lockVisible } from '#modules/customers/public.ts';
import { planVisitBody } from '../contract.ts';
import { insertVisit, standingPlan } from '../planning.ts';
import { visitOf } from '../queries.ts';

const furthestAhead = 400;
/** A phone that was away for long brings what it began meanwhile. */
const furthestBack = 45;

function dayProblem(input: z.output<typeof planVisitBody>, today: string): string | undefined {
  const ahead = daysBetween(today, input.day);
  if (ahead > furthestAhead || ahead < -furthestBack) return 'visits.dayTooFar';
  if (ahead < 0 && !input.unplanned) return 'visits.dayOver';
  if (input.unplanned && input.day > addDays(today, 1)) return 'visits.dayTooFar';
  return undefined;
}

/** A visit of one's own: planned for a day, or begun at the door without a plan. */
export const planOwnVisit = command({
  name: 'visits.plan-visit',
  version: 1,
  conflict: 'refuse',
  input: planVisitBody,
  async run(ctx, input) {
    const problem = dayProblem(input, ctx.today);
    if (problem !== undefined) return refuse('invalid', 'fields', { fields: [{ field: 'day', code: problem }] });
    const customer = must(await lockVisible(ctx, input.customerId));
    const plan = { customerId: input.customerId, personId: ctx.actor.personId, day: input.day };
    const standing = await standingPlan(ctx, plan);
    if (standing !== undefined) return refuse('conflict', 'visits.alreadyPlanned', { current: standing });
    const { id } = await insertVisit(ctx, {
      ...plan,
      id: input.id,
      unitId: ctx.actor.unitId ?? customer.unitId,
      time: input.time ?? null,
      ...(input.kind === undefined ? {} : { kind: input.kind }),
      companionIds: input.companionIds ?? [],
      unplanned: input.unplanned ?? false,
    });
    return visitOf(ctx, id);
  },
});
