import type { ReadContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';

export interface StandingPosting {
  id: string;
  personId: string;
  unitId: string;
  unitName: string;
  position: string;
  leads: boolean;
  main: boolean;
}

function standing(ctx: ReadContext, day: Day) {
  return ctx.db
    .selectFrom('posting')
    .innerJoin('unit', (join) =>
      join.onRef('unit.company_id', '=', 'posting.company_id').onRef('unit.id', '=', 'posting.unit_id'),
    )
    .select(['posting.id', 'posting.person_id as personId', 'posting.unit_id as unitId', 'unit.name as unitName'])
    .select(['posting.position', 'posting.leads', 'posting.main'])
    .where('posting.company_id', '=', ctx.actor.companyId)
    .where('posting.from_day', '<=', day)
    .where((where) => where.or([where('posting.to_day', 'is', null), where('posting.to_day', '>', day)]));
}

/** Where a person is posted on a day, the main posting first. */
export async function postedTo(ctx: ReadContext, personId: string, day: Day): Promise<StandingPosting[]> {
  return standing(ctx, day)
    .where('posting.person_id', '=', personId)
    .orderBy('posting.main', 'desc')
    .orderBy('posting.from_day', 'desc')
    .execute();
}

/** Postings of several people on a day, in no order. */
export async function postingsOf(ctx: ReadContext, personIds: readonly string[], day: Day): Promise<StandingPosting[]> {
  if (personIds.length === 0) return [];
  return standing(ctx, day)
    .where('posting.person_id', 'in', [...personIds])
    .execute();
}

/** The unit of the main posting on a day; null for somebody without one. */
export async function unitOfPerson(ctx: ReadContext, personId: string, day: Day): Promise<string | null> {
  const [main] = await postedTo(ctx, personId, day);
  return main?.unitId ?? null;
}

export interface PostedPerson {
  id: string;
  name: string;
  unitId: string;
  position: string;
  leads: boolean;
}

/** Who is posted to the units themselves (not below them) on a day: one line per person and unit, leads first, then by name. */
export async function peopleIn(ctx: ReadContext, unitIds: readonly string[], day: Day): Promise<PostedPerson[]> {
  if (unitIds.length === 0) return [];
  return standing(ctx, day)
    .innerJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'posting.company_id').onRef('person.id', '=', 'posting.person_id'),
    )
    .clearSelect()
    .select(['person.id', 'person.name', 'posting.unit_id as unitId', 'posting.position', 'posting.leads'])
    .where('posting.unit_id', 'in', [...unitIds])
    .orderBy('posting.leads', 'desc')
    .orderBy('person.name_folded')
    .orderBy('person.id')
    .execute();
}

/** Names of people by id; ids the company does not know are left out. */
export async function namesOf(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
