import type { ReadContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';

export interface KnownPerson {
  id: string;
  name: string;
  nameFolded: string;
  number: string | null;
  phone: string | null;
  e164: string | null;
  email: string | null;
  unitId: string | null;
  unitName: string | null;
  position: string | null;
}

/** Employed people whom rows of a list may mean, by employment number or name, for a whole batch at once. */
export async function knownPeople(
  ctx: ReadContext,
  asked: readonly { nameFolded: string; number: string | undefined }[],
  day: Day,
): Promise<KnownPerson[]> {
  const names = [...new Set(asked.map(({ nameFolded }) => nameFolded))];
  const numbers = [...new Set(asked.flatMap(({ number }) => number ?? []))];
  return ctx.db
    .selectFrom('person')
    .innerJoin('employment', (join) =>
      join
        .onRef('employment.company_id', '=', 'person.company_id')
        .onRef('employment.person_id', '=', 'person.id')
        .on((on) => on.or([on('employment.to_day', 'is', null), on('employment.to_day', '>', day)])),
    )
    .leftJoin('posting', (join) =>
      join
        .onRef('posting.company_id', '=', 'person.company_id')
        .onRef('posting.person_id', '=', 'person.id')
        .on('posting.main', '=', true)
        .on('posting.to_day', 'is', null),
    )
    .leftJoin('unit', (join) =>
      join.onRef('unit.company_id', '=', 'posting.company_id').onRef('unit.id', '=', 'posting.unit_id'),
    )
    .select(['person.id', 'person.name', 'person.name_folded as nameFolded', 'employment.number'])
    .select(['person.phone', 'person.phone_e164 as e164', 'person.email'])
    .select(['posting.unit_id as unitId', 'unit.name as unitName', 'posting.position'])
    .where('person.company_id', '=', ctx.actor.companyId)
    .where((where) =>
      where.or([
        ...(names.length === 0 ? [] : [where('person.name_folded', 'in', names)]),
        ...(numbers.length === 0 ? [] : [where('employment.number', 'in', numbers)]),
      ]),
    )
    .execute();
}
