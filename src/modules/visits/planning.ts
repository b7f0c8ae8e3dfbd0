import type { WriteContext } from '#platform/server/command/command.ts';
import { changesBetween } from '#platform/server/command/command.ts';
import { notFound, Refused } from '#platform/shared/result.ts';
import { lockVisit, tell, touch } from './load.ts';
import type { VisitKind } from './rules.ts';

export interface PlannedVisit {
  /** Made by the client where a person planned it; default: a new one. */
  id?: string;
  customerId: string;
  personId: string;
  /** The unit in which it will count: of the person's posting on that day. */
  unitId: string;
  day: string;
  /** HH:MM on the outlet's clock. */
  time?: string | null;
  kind?: VisitKind;
  companionIds?: readonly string[];
  unplanned?: boolean;
  /** The planned instant itself, of a visit in whose place this one comes; default: `time` on its day. */
  plannedAt?: string | null | undefined;
}

/** The instant of a planned time at the actor's place. */
export function plannedInstant(day: string, time: string | null | undefined, timeZone: string): string | null {
  if (time == null) return null;
  return Temporal.PlainDateTime.from(`${day}T${time}`)
    .toZonedDateTime(timeZone)
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

/** The visit that already stands planned for a person at a customer on a day. */
export async function standingPlan(
  ctx: WriteContext,
  { customerId, personId, day }: Pick<PlannedVisit, 'customerId' | 'personId' | 'day'>,
): Promise<{ id: string; createdAt: string } | undefined> {
  return ctx.db
    .selectFrom('visit as v')
    .leftJoin('visit_check_in as i', (join) =>
      join.onRef('i.company_id', '=', 'v.company_id').onRef('i.visit_id', '=', 'v.id'),
    )
    .leftJoin('visit_cancellation as x', (join) =>
      join.onRef('x.company_id', '=', 'v.company_id').onRef('x.visit_id', '=', 'v.id'),
    )
    .select(['v.id', 'v.created_at as createdAt'])
    .where('v.company_id', '=', ctx.actor.companyId)
    .where('v.person_id', '=', personId)
    .where('v.day', '=', day)
    .where('v.customer_id', '=', customerId)
    .where('i.visit_id', 'is', null)
    .where('x.visit_id', 'is', null)
    .executeTakeFirst();
}

/** Writes the visit and who walks along. The caller has asked whether the customer may be visited by that person. */
export async function insertVisit(ctx: WriteContext, plan: PlannedVisit): Promise<{ id: string }> {
  const id = plan.id ?? ctx.newId();
  const kind = plan.kind ?? (await kindFor(ctx, plan.customerId));
  await ctx.db
    .insertInto('visit')
    .values({
      company_id: ctx.actor.companyId,
      id,
      customer_id: plan.customerId,
      person_id: plan.personId,
      unit_id: plan.unitId,
      kind,
      planned_day: plan.unplanned ? null : plan.day,
      planned_at: plan.plannedAt ?? plannedInstant(plan.day, plan.time, ctx.actor.timeZone),
      day: plan.day,
      created_at: ctx.now,
      created_by: ctx.actor.personId,
    })
    .execute();
  await writeCompanions(ctx, { id, person_id: plan.personId }, plan.companionIds ?? []);
  ctx.audit({
    subject: { kind: 'visit', id },
    unitId: plan.unitId,
    changes: changesBetween(undefined, { customerId: plan.customerId, personId: plan.personId, day: plan.day, kind }),
  });
  tell(ctx, { id, unit_id: plan.unitId, person_id: plan.personId }, 'planned');
  return { id };
}

/** The first at a customer nobody has been to; a return visit afterwards. */
async function kindFor(ctx: WriteContext, customerId: string): Promise<VisitKind> {
  const before = await ctx.db
    .selectFrom('visit as v')
    .innerJoin('visit_check_in as i', (join) =>
      join.onRef('i.company_id', '=', 'v.company_id').onRef('i.visit_id', '=', 'v.id'),
    )
    .select('v.id')
    .where('v.company_id', '=', ctx.actor.companyId)
    .where('v.customer_id', '=', customerId)
    .limit(1)
    .executeTakeFirst();
  return before === undefined ? 'first' : 'return';
}

/** Who walks along from now on; they must be people of the company and others than the one who visits. @throws Refused */
export async function writeCompanions(
  ctx: WriteContext,
  visit: { id: string; person_id: string },
  personIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(personIds)].filter((id) => id !== visit.person_id);
  await ctx.db
    .deleteFrom('visit_companion')
    .where('company_id', '=', ctx.actor.companyId)
    .where('visit_id', '=', visit.id)
    .execute();
  if (wanted.length === 0) return;
  const known = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', wanted)
    .execute();
  if (known.length !== wanted.length) throw new Refused(notFound('visits.noSuchCompanion'));
  await ctx.db
    .insertInto('visit_companion')
    .values(wanted.map((person_id) => ({ company_id: ctx.actor.companyId, visit_id: visit.id, person_id })))
    .execute();
}

/**
 * A visit planned for somebody by a list that was confirmed. Where one already stands for that person, customer and day it is kept. The
 * caller has asked who may plan for whom, and whether the person may visit the customer.
 */
export async function planVisit(ctx: WriteContext, plan: PlannedVisit): Promise<{ id: string }> {
  return (await standingPlan(ctx, plan)) ?? insertVisit(ctx, plan);
}

/** Takes planned visits back, e.g. because the list they came from is open again; what has begun stays. Returns those taken back. */
export async function withdrawVisits(ctx: WriteContext, ids: readonly string[], reason: string): Promise<string[]> {
  const withdrawn: string[] = [];
  for (const id of [...ids].toSorted()) {
    const visit = await lockVisit(ctx, id);
    if (visit === undefined || visit.state !== 'planned') continue;
    await cancel(ctx, visit, reason);
    withdrawn.push(id);
  }
  return withdrawn;
}

/** Writes that a planned visit does not take place; `replacedBy` is the one that does in its stead. */
export async function cancel(
  ctx: WriteContext,
  visit: NonNullable<Awaited<ReturnType<typeof lockVisit>>>,
  reason: string,
  replacedBy: string | null = null,
): Promise<void> {
  await ctx.db
    .insertInto('visit_cancellation')
    .values({
      company_id: ctx.actor.companyId,
      visit_id: visit.id,
      recorded_at: ctx.now,
      by_person: ctx.actor.personId,
      reason,
      replaced_by: replacedBy,
    })
    .execute();
  await touch(ctx, visit);
  ctx.audit({
    subject: { kind: 'visit', id: visit.id },
    unitId: visit.unit_id,
    changes: {
      state: { from: visit.state, to: 'cancelled' },
      ...(replacedBy === null ? {} : { replacedBy: { from: null, to: replacedBy } }),
    },
    reason,
  });
  tell(ctx, visit, 'cancelled');
}
