import { businessDay } from '#platform/shared/day.ts';
import { notFound, type Outcome, refuse } from '#platform/shared/result.ts';
import type { WriteContext } from '#platform/server/command/command.ts';
import { canChange } from './policy.ts';
import { stateOf, type StepState } from './rules.ts';

/** The step, locked, when the actor may change it and it stands where the verb needs it. */
export async function lockStep(ctx: WriteContext, id: string, needed: StepState) {
  const row = await ctx.db
    .selectFrom('follow_up')
    .selectAll()
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || !canChange(ctx.actor, row)) return notFound('followUp.unknown');
  const state = stateOf({ doneAt: row.done_at, droppedAt: row.dropped_at });
  if (state !== needed)
    return refuse('conflict', needed === 'open' ? 'followUp.ended' : 'followUp.notEnded', { current: { state } });
  return row;
}
export type LockedStep = Exclude<Awaited<ReturnType<typeof lockStep>>, { refused: true }>;

/** What ended today can be taken back; later it stands, and a new step is set instead. */
export function withinTheDay(ctx: WriteContext, endedAt: string | null): Outcome<true> {
  if (endedAt !== null && businessDay(endedAt, ctx.actor.timeZone) === ctx.today) return true;
  return refuse('conflict', 'followUp.tooLate');
}
