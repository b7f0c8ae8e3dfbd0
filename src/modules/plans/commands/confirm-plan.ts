import { z } from 'zod';
import { text, uuid } from '#platform/shared/page.ts';
import { isRefusal, refuse } from '#platform/shared/result.ts';
import { changesBetween, command, type WriteContext } from '#platform/server/command/command.ts';
import { sentence } from '#platform/server/messages.ts';
import { setAim } from '#modules/targets/public.ts';
import { planVisit, withdrawVisits } from '#modules/visits/public.ts';
import { factsOf } from '../facts.ts';
import { storedLines } from '../lines.ts';
import { lockLedPlan, refuseIn } from '../load.ts';
import { keptPlan, type StoredPlan } from '../plan.ts';

/**
 * The lead confirms a list of his unit (O11), with another number of visits and a word about it where need be: the number is then his
 * target for the person's day. The list's visits are planned with it.
 */
export const confirmPlan = command({
  name: 'plans.confirm-plan',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({
    id: uuid,
    ifMatch: z.int().optional(),
    visitAim: z.int().optional(),
    note: text(300).optional(),
  }),
  async run(ctx, { id, ifMatch, ...wanted }) {
    const plan = await lockLedPlan(ctx, id);
    if (isRefusal(plan)) return plan;
    if (plan.day < ctx.today) return refuse('conflict', 'plans.dayOver');
    const problem = refuseIn(plan, 'confirm');
    if (problem !== undefined) return problem;
    if (ifMatch !== undefined && ifMatch !== plan.version)
      return refuse('conflict', 'versionConflict', { current: await keptPlan(ctx, plan), submitted: wanted });
    const visitAim = wanted.visitAim ?? plan.visit_aim;
    const next = {
      visit_aim: visitAim,
      note: wanted.note === undefined || wanted.note === '' ? plan.note : wanted.note,
      confirmed_at: ctx.now,
      confirmed_by: ctx.actor.personId,
      version: plan.version + 1,
    };
    await write(ctx, plan, next);
    if (visitAim !== plan.visit_aim)
      await setAim(ctx, {
        personId: plan.person_id,
        measure: 'visits',
        grain: 'day',
        day: plan.day,
        amount: visitAim,
        mandatory: plan.person_id !== ctx.actor.personId,
      });
    await planVisits(ctx, plan);
    note(ctx, plan, 'plans.confirmed', next);
    return keptPlan(ctx, { ...plan, ...next });
  },
});

/** Takes the confirmation back; visits that it planned and nobody began fall away, so that the list can be changed. */
export const takeBackConfirmation = command({
  name: 'plans.take-back-confirmation',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid }),
  async run(ctx, { id }) {
    const plan = await lockLedPlan(ctx, id);
    if (isRefusal(plan)) return plan;
    if (plan.day < ctx.today) return refuse('conflict', 'plans.dayOver');
    const problem = refuseIn(plan, 'takeBackConfirmation');
    if (problem !== undefined) return problem;
    // Read by people beside the visit, so it is written in words.
    const why = sentence(ctx.actor.language, 'plans.takenBack');
    const withdrawn = await withdrawVisits(ctx, await madeByConfirmation(ctx, plan.id), why);
    if (withdrawn.length > 0)
      await ctx.db
        .updateTable('day_plan_line')
        .set({ visit_id: null, visit_made: false })
        .where('company_id', '=', ctx.actor.companyId)
        .where('plan_id', '=', id)
        .where('visit_id', 'in', withdrawn)
        .execute();
    const next = { confirmed_at: null, confirmed_by: null, version: plan.version + 1 };
    await write(ctx, plan, next);
    note(ctx, plan, 'plans.confirmationTakenBack', next);
    return keptPlan(ctx, { ...plan, ...next });
  },
});

type Next = Partial<StoredPlan>;

async function write(ctx: WriteContext, plan: StoredPlan, next: Next): Promise<void> {
  await ctx.db
    .updateTable('day_plan')
    .set(next)
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', plan.id)
    .execute();
}

function note(ctx: WriteContext, plan: StoredPlan, kind: string, next: Next): void {
  const { version: _, ...changed } = next;
  ctx.audit({
    subject: { kind: 'dayPlan', id: plan.id },
    unitId: plan.unit_id,
    changes: changesBetween<Next>(plan, changed),
  });
  ctx.emit({ kind, subject: { kind: 'dayPlan', id: plan.id }, unitId: plan.unit_id, personId: plan.person_id });
}

/** A visit for each line that is to be visited; one that already stands or has begun that day is kept. */
async function planVisits(ctx: WriteContext, plan: StoredPlan): Promise<void> {
  const lines = (await storedLines(ctx, plan.id)).filter((line) => !line.removed && line.way === 'visit');
  const asked = { personId: plan.person_id, day: plan.day, today: ctx.today };
  const facts = await factsOf(
    ctx,
    asked,
    lines.map((line) => line.customerId),
  );
  const standing = new Map(facts.map((one) => [one.customerId, one.visit?.id]));
  for (const line of lines) {
    // Archived since it was put on the list.
    if (!standing.has(line.customerId)) continue;
    const own = standing.get(line.customerId);
    const made =
      own === undefined
        ? await planVisit(ctx, {
            customerId: line.customerId,
            personId: plan.person_id,
            unitId: plan.unit_id,
            day: plan.day,
            time: line.plannedTime,
          })
        : undefined;
    await ctx.db
      .updateTable('day_plan_line')
      .set({ visit_id: made?.id ?? own ?? null, visit_made: made !== undefined })
      .where('company_id', '=', ctx.actor.companyId)
      .where('plan_id', '=', plan.id)
      .where('customer_id', '=', line.customerId)
      .execute();
  }
}

/** The list's visits that came into being with its confirmation, and not by the person's own hand. */
async function madeByConfirmation(ctx: WriteContext, planId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('day_plan_line')
    .select('visit_id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('plan_id', '=', planId)
    .where('visit_made', '=', true)
    .execute();
  return rows.flatMap(({ visit_id }) => visit_id ?? []);
}
