import type { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { addDays, businessDay, daysBetween } from '#platform/shared/day.ts';
import { longestLateDays } from '#platform/shared/late.ts';
import { must, refuse } from '#platform/shared/result.ts';
import { lockForFact, lockVisible } from '#modules/customers/public.ts';
import { planVisitBody } from '../contract.ts';
import { insertVisit, standingPlan } from '../planning.ts';
import { visitOf } from '../queries.ts';
import { givesWay, insertInPlace } from '../take-place.ts';

const furthestAhead = 400;

/** A phone that was away brings what it began meanwhile, and what it had planned for days that are over by now. */
function dayProblem(input: z.output<typeof planVisitBody>, today: string, writtenOn: string): string | undefined {
  const ahead = daysBetween(today, input.day);
  if (ahead > furthestAhead || ahead < -longestLateDays) return 'visits.dayTooFar';
  if (input.day < writtenOn && !input.unplanned) return 'visits.dayOver';
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
    const problem = dayProblem(input, ctx.today, businessDay(ctx.writtenAt, ctx.actor.timeZone));
    if (problem !== undefined) return refuse('invalid', 'fields', { fields: [{ field: 'day', code: problem }] });
    const fact = input.unplanned === true || input.day < ctx.today;
    const customer = must(
      await (fact ? lockForFact(ctx, input.customerId, input.day) : lockVisible(ctx, input.customerId)),
    );
    const plan = { customerId: customer.id, personId: ctx.actor.personId, day: input.day };
    const standing = await standingPlan(ctx, plan);
    const wanted = {
      ...plan,
      id: input.id,
      unitId: ctx.actor.unitId ?? customer.unitId,
      time: input.time ?? null,
      ...(input.kind === undefined ? {} : { kind: input.kind }),
      companionIds: input.companionIds ?? [],
      unplanned: input.unplanned ?? false,
    };
    if (standing === undefined) await insertVisit(ctx, wanted);
    else if (givesWay(ctx, standing, wanted)) await insertInPlace(ctx, standing, wanted);
    else return refuse('conflict', 'visits.alreadyPlanned', { current: { id: standing.id } });
    return visitOf(ctx, input.id);
  },
});
