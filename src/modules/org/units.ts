import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import type { Unit } from './contract-units.ts';
import { minutes } from './outlets.ts';
import type { UnitKind } from './rules.ts';

/** The tree of a day as a list: every unit that stood then, with its parent, leads and heads. Parents come before children. */
export async function unitsOn(ctx: ReadContext, day: Day): Promise<Unit[]> {
  const rows = await unitRows(ctx, day);
  const [leads, heads] = [await leadsOn(ctx, day), await headsOn(ctx, day)];
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as UnitKind,
    name: row.name,
    parentId: row.parent_id,
    openedDay: row.opened_day,
    closedDay: row.closed_day,
    leads: leads.get(row.id) ?? [],
    headCount: heads.get(row.id) ?? 0,
    outlet:
      row.opens === null || row.closes === null || row.time_zone === null
        ? null
        : {
            address: row.address ?? '',
            timeZone: row.time_zone,
            opens: minutes(row.opens),
            closes: minutes(row.closes),
            calendarId: row.calendar_id,
          },
    version: row.version,
  }));
}

function unitRows(ctx: ReadContext, day: Day) {
  return ctx.db
    .selectFrom('unit')
    .innerJoin('unit_path', (join) =>
      join.onRef('unit_path.company_id', '=', 'unit.company_id').onRef('unit_path.descendant_id', '=', 'unit.id'),
    )
    .leftJoin('unit_edge', (join) =>
      join
        .onRef('unit_edge.company_id', '=', 'unit.company_id')
        .onRef('unit_edge.unit_id', '=', 'unit.id')
        .on('unit_edge.from_day', '<=', day)
        .on((on) => on.or([on('unit_edge.to_day', 'is', null), on('unit_edge.to_day', '>', day)])),
    )
    .leftJoin('outlet', (join) =>
      join.onRef('outlet.company_id', '=', 'unit.company_id').onRef('outlet.unit_id', '=', 'unit.id'),
    )
    .select((select) => select.fn.max('unit_path.depth').as('depth'))
    .select(['unit.id', 'unit.kind', 'unit.name', 'unit.opened_day', 'unit.closed_day', 'unit.version'])
    .select(['unit_edge.parent_id', 'outlet.address', 'outlet.time_zone', 'outlet.opens', 'outlet.closes'])
    .select('outlet.calendar_id')
    .where('unit.company_id', '=', ctx.actor.companyId)
    .where('unit_path.from_day', '<=', day)
    .where((where) => where.or([where('unit_path.to_day', 'is', null), where('unit_path.to_day', '>', day)]))
    .groupBy(['unit.company_id', 'unit.id', 'unit_edge.parent_id', 'outlet.company_id', 'outlet.unit_id'])
    .orderBy('depth')
    .orderBy('unit.opened_day')
    .orderBy('unit.id')
    .execute();
}

async function leadsOn(ctx: ReadContext, day: Day): Promise<Map<string, { id: string; name: string }[]>> {
  const rows = await ctx.db
    .selectFrom('posting')
    .innerJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'posting.company_id').onRef('person.id', '=', 'posting.person_id'),
    )
    .select(['posting.unit_id', 'person.id', 'person.name'])
    .where('posting.company_id', '=', ctx.actor.companyId)
    .where('posting.leads', '=', true)
    .where('posting.from_day', '<=', day)
    .where((where) => where.or([where('posting.to_day', 'is', null), where('posting.to_day', '>', day)]))
    .orderBy('posting.from_day')
    .execute();
  const byUnit = Map.groupBy(rows, (row) => row.unit_id);
  return new Map([...byUnit].map(([unitId, leads]) => [unitId, leads.map(({ id, name }) => ({ id, name }))]));
}

async function headsOn(ctx: ReadContext, day: Day): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('posting')
    .select((select) => ['unit_id', select.fn.countAll<number>().as('heads')])
    .where('company_id', '=', ctx.actor.companyId)
    .where('main', '=', true)
    .where('from_day', '<=', day)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
    .groupBy('unit_id')
    .execute();
  return new Map(rows.map((row) => [row.unit_id, Number(row.heads)]));
}

export async function bumpUnit(ctx: WriteContext, unitId: string): Promise<number> {
  const { version } = await ctx.db
    .updateTable('unit')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', unitId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}
