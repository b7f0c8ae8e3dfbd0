import type { Actor } from '#platform/shared/actor.ts';
import type { DateStyle, Language } from '#platform/shared/languages.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Clock } from '#platform/server/clock.ts';
import { capabilitiesOf, seesSubtree } from './rules.ts';

/**
 * The person as an actor of today: postings decide capabilities and visible units. Undefined when the person is unknown, or no employment
 * stands today (a leaver, S7).
 */
export async function loadActor(db: Db, clock: Clock, companyId: string, personId: string): Promise<Actor | undefined> {
  const person = await db
    .selectFrom('person')
    .innerJoin('company', 'company.company_id', 'person.company_id')
    .select([
      'person.name',
      'person.language',
      'person.date_style',
      'company.language as company_language',
      'company.date_style as company_date_style',
    ])
    .select(['company.time_zone', 'company.region', 'company.currency'])
    .where('person.company_id', '=', companyId)
    .where('person.id', '=', personId)
    .executeTakeFirst();
  if (person === undefined) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(clock.now())
    .toZonedDateTimeISO(person.time_zone)
    .toPlainDate()
    .toString();
  const employed = await db
    .selectFrom('employment')
    .select('id')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('from_day', '<=', today)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', today)]))
    .executeTakeFirst();
  if (employed === undefined) return undefined;
  const postings = await postingsOn(db, companyId, personId, today);
  const [main] = postings;
  return {
    kind: 'person',
    companyId,
    personId,
    name: person.name,
    unitId: main?.unit_id ?? null,
    units: await unitsBelow(
      db,
      companyId,
      postings.filter(seesSubtree).map((posting) => posting.unit_id),
      today,
    ),
    capabilities: capabilitiesOf(postings),
    language: (person.language ?? person.company_language) as Language,
    dateStyle: (person.date_style ?? person.company_date_style) as DateStyle,
    timeZone: main?.time_zone ?? person.time_zone,
    region: person.region,
    currency: person.currency,
  };
}

/** With the time zone of the outlet each posting belongs to: the unit's own, else the nearest above it. */
async function postingsOn(db: Db, companyId: string, personId: string, day: string) {
  return db
    .selectFrom('posting')
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('unit_path')
          .innerJoin('outlet', (join) =>
            join
              .onRef('outlet.company_id', '=', 'unit_path.company_id')
              .onRef('outlet.unit_id', '=', 'unit_path.ancestor_id'),
          )
          .select('outlet.time_zone')
          .whereRef('unit_path.company_id', '=', 'posting.company_id')
          .whereRef('unit_path.descendant_id', '=', 'posting.unit_id')
          .where('unit_path.from_day', '<=', day)
          .where((where) => where.or([where('unit_path.to_day', 'is', null), where('unit_path.to_day', '>', day)]))
          .orderBy('unit_path.depth')
          .limit(1)
          .as('place'),
      (join) => join.onTrue(),
    )
    .select(['posting.unit_id', 'posting.position', 'posting.leads', 'place.time_zone'])
    .where('posting.company_id', '=', companyId)
    .where('posting.person_id', '=', personId)
    .where('posting.from_day', '<=', day)
    .where((where) => where.or([where('posting.to_day', 'is', null), where('posting.to_day', '>', day)]))
    .orderBy('posting.main', 'desc')
    .orderBy('posting.from_day', 'desc')
    .execute();
}

/** The units and everything that stood below them on a day, each once. */
export async function unitsBelow(
  db: Db,
  companyId: string,
  unitIds: readonly string[],
  day: string,
): Promise<string[]> {
  if (unitIds.length === 0) return [];
  const rows = await db
    .selectFrom('unit_path')
    .select('descendant_id')
    .distinct()
    .where('company_id', '=', companyId)
    .where('ancestor_id', 'in', [...unitIds])
    .where('from_day', '<=', day)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
    .execute();
  return rows.map((row) => row.descendant_id);
}
