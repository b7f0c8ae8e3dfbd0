// Names of units and people as lists write them: a unit by its path or its own name, a person by name or employment number (O16, S7).
import type { ReadContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import { fold, foldName } from '#platform/shared/text/fold.ts';

export type Found<T> = T | 'unknown' | 'several';

const BETWEEN = /\s*(?:[/\\>›＞→»|]|::)\s*/;
const partsOf = (text: string): string[] =>
  fold(text)
    .split(BETWEEN)
    .filter((part) => part !== '');

/** The unit a text names among those that stand on a day: 台北營業部/城中團隊, or 城中團隊 where only one is called so. */
export async function unitsByName(ctx: ReadContext, day: Day): Promise<(text: string) => Found<string>> {
  const rows = await ctx.db
    .selectFrom('unit')
    .leftJoin('unit_edge', (join) =>
      join
        .onRef('unit_edge.company_id', '=', 'unit.company_id')
        .onRef('unit_edge.unit_id', '=', 'unit.id')
        .on('unit_edge.from_day', '<=', day)
        .on((on) => on.or([on('unit_edge.to_day', 'is', null), on('unit_edge.to_day', '>', day)])),
    )
    .select(['unit.id', 'unit.name', 'unit_edge.parent_id'])
    .where('unit.company_id', '=', ctx.actor.companyId)
    .where((where) => where.or([where('unit.closed_day', 'is', null), where('unit.closed_day', '>', day)]))
    .execute();
  const units = new Map(rows.map((row) => [row.id, { name: fold(row.name), parentId: row.parent_id }]));
  const byName = Map.groupBy(rows, (row) => fold(row.name));
  /** Names may leave levels out between the ones they name. */
  const liesUnder = (id: string, path: readonly string[]): boolean => {
    const left = [...path];
    for (let unit = units.get(id); unit !== undefined; unit = units.get(unit.parentId ?? '')) {
      if (unit.name === left.at(-1)) left.pop();
    }
    return left.length === 0;
  };
  return (text) => {
    const path = partsOf(text);
    const fitting = (byName.get(path.at(-1) ?? '') ?? []).filter(({ id }) => liesUnder(id, path));
    const [only] = fitting;
    if (only === undefined) return 'unknown';
    return fitting.length > 1 ? 'several' : only.id;
  };
}

export interface NamedPerson {
  id: string;
  /** Of the main posting. */
  unitId: string;
}

/** People with a main posting on a day, by name or employment number; only those whom the names can mean are read. */
export async function peopleByName(
  ctx: ReadContext,
  texts: readonly string[],
  day: Day,
): Promise<(text: string) => Found<NamedPerson>> {
  const names = [...new Set(texts.map(foldName))];
  const numbers = [...new Set(texts.map((text) => text.trim()))];
  if (names.length === 0) return () => 'unknown';
  const rows = await ctx.db
    .selectFrom('posting')
    .innerJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'posting.company_id').onRef('person.id', '=', 'posting.person_id'),
    )
    .leftJoin('employment', (join) =>
      join
        .onRef('employment.company_id', '=', 'posting.company_id')
        .onRef('employment.person_id', '=', 'posting.person_id')
        .on('employment.to_day', 'is', null),
    )
    .select(['person.id', 'person.name_folded', 'employment.number', 'posting.unit_id as unitId'])
    .where('posting.company_id', '=', ctx.actor.companyId)
    .where('posting.main', '=', true)
    .where('posting.from_day', '<=', day)
    .where((where) => where.or([where('posting.to_day', 'is', null), where('posting.to_day', '>', day)]))
    .where((where) => where.or([where('person.name_folded', 'in', names), where('employment.number', 'in', numbers)]))
    .execute();
  return (text) => {
    const numbered = rows.filter(({ number }) => number === text.trim());
    const fitting = numbered.length > 0 ? numbered : rows.filter((row) => row.name_folded === foldName(text));
    const [only] = fitting;
    if (only === undefined) return 'unknown';
    return new Set(fitting.map(({ id }) => id)).size > 1 ? 'several' : { id: only.id, unitId: only.unitId };
  };
}
