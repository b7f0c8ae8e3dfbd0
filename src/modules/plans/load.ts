import { notFound, type Outcome, refuse } from '#platform/shared/result.ts';
import type { WriteContext } from '#platform/server/command/command.ts';
import type { StoredPlan } from './plan.ts';
import { mayBe, planStateOf, type PlanVerb } from './rules.ts';

const plans = (ctx: WriteContext) =>
  ctx.db.selectFrom('day_plan').selectAll().where('company_id', '=', ctx.actor.companyId).forUpdate();

/** The actor's own kept list of a day, locked. */
export const lockPlanOfDay = (ctx: WriteContext, day: string): Promise<StoredPlan | undefined> =>
  plans(ctx).where('person_id', '=', ctx.actor.personId).where('day', '=', day).executeTakeFirst();

/** The kept list of somebody in a unit the actor leads, locked. */
export async function lockLedPlan(ctx: WriteContext, id: string): Promise<Outcome<StoredPlan>> {
  const plan = await plans(ctx).where('id', '=', id).executeTakeFirst();
  return plan === undefined || !ctx.actor.units.includes(plan.unit_id) ? notFound('plans.unknown') : plan;
}

const reasons: Readonly<Record<PlanVerb, string>> = {
  edit: 'plans.confirmed',
  submit: 'plans.submittedAlready',
  takeBackSubmission: 'plans.notSubmitted',
  confirm: 'plans.notSubmitted',
  takeBackConfirmation: 'plans.notConfirmed',
};

/** The refusal where a list's state does not allow the verb. */
export function refuseIn(plan: StoredPlan, verb: PlanVerb): Outcome<never> | undefined {
  const state = planStateOf({ submittedAt: plan.submitted_at, confirmedAt: plan.confirmed_at });
  if (mayBe(state, verb)) return undefined;
  return refuse('conflict', state === 'confirmed' ? 'plans.confirmed' : reasons[verb]);
}
