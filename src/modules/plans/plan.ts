import type { Selectable } from 'kysely';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import { can } from '#platform/shared/actor.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import type { DayPlan } from '#platform/server/db/tables.gen.ts';
import { mayOversee, namesOf, nextWorkingDayOf, todayOf } from '#modules/org/public.ts';
import { visitAimFor } from '#modules/targets/public.ts';
import type { Plan } from './contract.ts';
import { candidates } from './facts.ts';
import { shownLines, storedLines } from './lines.ts';
import { mayBe, planStateOf, propose } from './rules.ts';

export type StoredPlan = Selectable<DayPlan>;

/** The kept list of a person's day. */
export async function storedPlan(ctx: ReadContext, personId: string, day: string): Promise<StoredPlan | undefined> {
  return ctx.db
    .selectFrom('day_plan')
    .selectAll()
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where('day', '=', day)
    .executeTakeFirst();
}

/** The list of a day, kept or proposed, for the person himself and for who leads him. */
export async function planOf(
  ctx: ReadContext,
  asked: { day: string; person?: string | undefined },
): Promise<Outcome<Plan>> {
  const personId = asked.person ?? ctx.actor.personId;
  const today = todayOf(ctx);
  const day = asked.day === 'next' ? await nextWorkingDayOf(ctx, personId, today) : asked.day;
  const kept = await storedPlan(ctx, personId, day);
  const mayRead = personId === ctx.actor.personId || (kept !== undefined && ctx.actor.units.includes(kept.unit_id));
  if (!mayRead && !(await mayOversee(ctx, personId, today))) return notFound('plans.unknown');
  return kept === undefined ? proposedPlan(ctx, personId, day, today) : keptPlan(ctx, kept);
}

/** A kept list as it is shown. */
export async function keptPlan(ctx: ReadContext, kept: StoredPlan): Promise<Plan> {
  const today = todayOf(ctx);
  const state = planStateOf({ submittedAt: kept.submitted_at, confirmedAt: kept.confirmed_at });
  const lines = (await storedLines(ctx, kept.id)).filter((line) => !line.removed);
  const names = await namesOf(ctx, [kept.person_id, ...(kept.confirmed_by === null ? [] : [kept.confirmed_by])]);
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  const own = kept.person_id === ctx.actor.personId;
  const leads = ctx.actor.units.includes(kept.unit_id) && can(ctx.actor, 'plans.confirm');
  const ahead = kept.day >= today;
  return {
    id: kept.id,
    person: named(kept.person_id),
    day: kept.day,
    today,
    state,
    visitAim: kept.visit_aim,
    submittedAt: kept.submitted_at,
    confirmedAt: kept.confirmed_at,
    confirmedBy: kept.confirmed_by === null ? null : named(kept.confirmed_by),
    note: kept.note,
    lines: await shownLines(ctx, { personId: kept.person_id, day: kept.day }, lines),
    left: 0,
    version: kept.version,
    can: {
      edit: own && ahead && mayBe(state, 'edit'),
      confirm: leads && ahead && (mayBe(state, 'confirm') || mayBe(state, 'takeBackConfirmation')),
    },
  };
}

/** What is proposed while nothing is kept; a day that is over has nothing to propose. */
async function proposedPlan(ctx: ReadContext, personId: string, day: string, today: string): Promise<Plan> {
  const ahead = day >= today;
  const visitAim = ahead ? await visitAimFor(ctx, personId, day) : 0;
  const { lines, left } = ahead
    ? propose(await candidates(ctx, { personId, day, today }, visitAim), { day, aim: visitAim })
    : { lines: [], left: 0 };
  const names = await namesOf(ctx, [personId]);
  return {
    id: null,
    person: { id: personId, name: names.get(personId) ?? '' },
    day,
    today,
    state: 'proposed',
    visitAim,
    submittedAt: null,
    confirmedAt: null,
    confirmedBy: null,
    note: null,
    lines: await shownLines(ctx, { personId, day }, lines),
    left,
    version: 0,
    can: { edit: ahead && personId === ctx.actor.personId, confirm: false },
  };
}
