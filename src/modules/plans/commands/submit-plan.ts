import { z } from 'zod';
import { dayShape } from '#platform/shared/page.ts';
import { notFound, type Outcome, refuse } from '#platform/shared/result.ts';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import type { Plan } from '../contract.ts';
import { lockPlanOfDay, refuseIn } from '../load.ts';
import { keptPlan } from '../plan.ts';

/** Hands one's list of a day to the lead. */
export const submitPlan = command({
  name: 'plans.submit-plan',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ day: dayShape }),
  run: (ctx, { day }) => setSubmitted(ctx, day, 'submit'),
});

/** Takes it back before it is confirmed. */
export const takeBackSubmission = command({
  name: 'plans.take-back-submission',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ day: dayShape }),
  run: (ctx, { day }) => setSubmitted(ctx, day, 'takeBackSubmission'),
});

async function setSubmitted(
  ctx: WriteContext,
  day: string,
  verb: 'submit' | 'takeBackSubmission',
): Promise<Outcome<Plan>> {
  const plan = await lockPlanOfDay(ctx, day);
  if (plan === undefined) return notFound('plans.notKept');
  if (day < ctx.today) return refuse('conflict', 'plans.dayOver');
  const problem = refuseIn(plan, verb);
  if (problem !== undefined) return problem;
  const next = { submitted_at: verb === 'submit' ? ctx.now : null, version: plan.version + 1 };
  await ctx.db
    .updateTable('day_plan')
    .set(next)
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', plan.id)
    .execute();
  ctx.audit({
    subject: { kind: 'dayPlan', id: plan.id },
    unitId: plan.unit_id,
    changes: { submittedAt: { from: plan.submitted_at, to: next.submitted_at } },
  });
  ctx.emit({
    kind: verb === 'submit' ? 'plans.submitted' : 'plans.submissionTakenBack',
    subject: { kind: 'dayPlan', id: plan.id },
    unitId: plan.unit_id,
    personId: plan.person_id,
  });
  return keptPlan(ctx, { ...plan, ...next });
}
