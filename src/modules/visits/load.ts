import type { WriteContext } from '#platform/server/command/command.ts';
import { notFound, Refused, refuse } from '#platform/shared/result.ts';
import { isOwn, maySee } from './policy.ts';
import { after, stateOf, type VisitState, type VisitVerb } from './rules.ts';

/** A visit locked for a command, with which of its dated rows are there. */
export interface LoadedVisit {
  id: string;
  customer_id: string;
  person_id: string;
  unit_id: string;
  kind: string;
  day: string;
  planned_day: string | null;
  planned_at: string | null;
  version: number;
  state: VisitState;
  checkedIn: boolean;
  checkedOut: boolean;
}

/**
 * The actor's own visit, locked, in a state in which `verb` may happen. Who may not see it learns nothing of it; who may see it is told
 * that only its maker writes it. @throws Refused
 */
export async function loadOwn(ctx: WriteContext, id: string, verb: VisitVerb): Promise<LoadedVisit> {
  const visit = await lockVisit(ctx, id);
  if (visit === undefined) throw new Refused(notFound('visits.unknown'));
  if (!isOwn(ctx.actor, visit))
    throw new Refused(notFound((await maySee(ctx, visit)) ? 'visits.notYours' : 'visits.unknown'));
  if (after(visit.state, verb) === undefined)
    throw new Refused(refuse('conflict', `visits.cannot.${verb}`, { current: { state: visit.state } }));
  return visit;
}

export async function lockVisit(ctx: WriteContext, id: string): Promise<LoadedVisit | undefined> {
  const visit = await ctx.db
    .selectFrom('visit')
    .select(['id', 'customer_id', 'person_id', 'unit_id', 'kind', 'day', 'planned_day', 'planned_at', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (visit === undefined) return undefined;
  const has = async (table: 'visit_check_in' | 'visit_report' | 'visit_check_out' | 'visit_cancellation') =>
    (await ctx.db
      .selectFrom(table)
      .select('visit_id')
      .where('company_id', '=', ctx.actor.companyId)
      .where('visit_id', '=', id)
      .executeTakeFirst()) !== undefined;
  const facts = {
    checkedIn: await has('visit_check_in'),
    reported: await has('visit_report'),
    checkedOut: await has('visit_check_out'),
    cancelled: await has('visit_cancellation'),
  };
  return { ...visit, state: stateOf(facts), checkedIn: facts.checkedIn, checkedOut: facts.checkedOut };
}

/** Writes the visit's own fields and raises its version, which is also the version of whatever it posts. */
export async function touch(
  ctx: WriteContext,
  visit: LoadedVisit,
  set: { day?: string; kind?: string; planned_day?: string; planned_at?: string | null } = {},
): Promise<number> {
  const version = visit.version + 1;
  await ctx.db
    .updateTable('visit')
    .set({ ...set, version })
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', visit.id)
    .execute();
  return version;
}

/** Wakes the screens of whoever made the visit and of those who lead there. */
export function tell(ctx: WriteContext, visit: { id: string; unit_id: string; person_id: string }, what: string): void {
  ctx.emit({
    kind: `visits.${what}`,
    subject: { kind: 'visit', id: visit.id },
    unitId: visit.unit_id,
    personId: visit.person_id,
  });
}
