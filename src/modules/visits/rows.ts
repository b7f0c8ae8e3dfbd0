import type { ReadContext } from '#platform/server/command/command.ts';
import { localTime } from '#platform/shared/day.ts';
import type { VisitRow } from './contract.ts';
import { type Doubt, stateOf, type VisitKind, type VisitOutcome } from './rules.ts';

/** Visits with the dated rows that make their state, and what is needed to name and find the customer. */
export function visitRows(ctx: ReadContext) {
  return ctx.db
    .selectFrom('visit as v')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.company_id', '=', 'v.company_id').onRef('c.id', '=', 'v.customer_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.company_id', '=', 'v.company_id').onRef('p.id', '=', 'v.person_id'),
    )
    .leftJoin('visit_check_in as i', (join) =>
      join.onRef('i.company_id', '=', 'v.company_id').onRef('i.visit_id', '=', 'v.id'),
    )
    .leftJoin('visit_report as r', (join) =>
      join.onRef('r.company_id', '=', 'v.company_id').onRef('r.visit_id', '=', 'v.id'),
    )
    .leftJoin('visit_check_out as o', (join) =>
      join.onRef('o.company_id', '=', 'v.company_id').onRef('o.visit_id', '=', 'v.id'),
    )
    .leftJoin('visit_cancellation as x', (join) =>
      join.onRef('x.company_id', '=', 'v.company_id').onRef('x.visit_id', '=', 'v.id'),
    )
    .where('v.company_id', '=', ctx.actor.companyId)
    .select(['v.id', 'v.kind', 'v.day', 'v.planned_day', 'v.planned_at', 'v.version', 'v.unit_id'])
    .select(['v.customer_id', 'v.person_id', 'c.name as customer_name', 'c.short_name', 'c.kind as customer_kind'])
    .select(['p.name as person_name'])
    .select(['i.occurred_at as in_at', 'i.recorded_at as in_recorded', 'i.distance_m', 'i.doubts'])
    .select(['r.recorded_at as reported_at', 'r.changed_at', 'r.outcome', 'r.intent', 'r.head_count', 'r.sentence'])
    .select(['r.form_id', 'r.answers'])
    .select(['o.occurred_at as out_at', 'o.recorded_at as out_recorded'])
    .select(['x.recorded_at as cancelled_at', 'x.reason', 'x.replaced_by'])
    .select(({ selectFrom }) =>
      selectFrom('customer_address as a')
        .select('a.typed')
        .whereRef('a.company_id', '=', 'v.company_id')
        .whereRef('a.customer_id', '=', 'v.customer_id')
        .orderBy('a.place')
        .limit(1)
        .as('address'),
    )
    .select(({ selectFrom }) =>
      selectFrom('customer_phone as t')
        .select('t.typed')
        .whereRef('t.company_id', '=', 'v.company_id')
        .whereRef('t.customer_id', '=', 'v.customer_id')
        .orderBy('t.place')
        .limit(1)
        .as('phone'),
    );
}

export type StoredVisit = Awaited<ReturnType<ReturnType<typeof visitRows>['execute']>>[number];

export const stateOfRow = (row: StoredVisit) =>
  stateOf({
    checkedIn: row.in_at !== null,
    reported: row.reported_at !== null,
    checkedOut: row.out_at !== null,
    cancelled: row.cancelled_at !== null,
  });

const pad = (value: number): string => String(value).padStart(2, '0');

function clockAt(instant: string, timeZone: string): string {
  const { hour, minute } = localTime(instant, timeZone);
  return `${pad(hour)}:${pad(minute)}`;
}

interface Named {
  id: string;
  name: string;
}

/** The rows as the API shows them; who walked along is read for all of them at once. */
export async function shownRows(ctx: ReadContext, rows: readonly StoredVisit[]): Promise<VisitRow[]> {
  const companions = await companionsOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => shownRow(row, companions.get(row.id) ?? [], ctx.actor.timeZone));
}

function shownRow(row: StoredVisit, companions: Named[], timeZone: string): VisitRow {
  return {
    id: row.id,
    kind: row.kind as VisitKind,
    state: stateOfRow(row),
    day: row.day,
    plannedDay: row.planned_day,
    plannedTime: row.planned_at === null ? null : clockAt(row.planned_at, timeZone),
    customer: {
      id: row.customer_id,
      name: row.short_name ?? row.customer_name,
      kind: row.customer_kind,
      address: row.address,
      phone: row.phone,
    },
    person: { id: row.person_id, name: row.person_name },
    companions,
    ...happened(row),
    version: row.version,
  };
}

function happened(row: StoredVisit): Pick<VisitRow, 'checkIn' | 'report' | 'checkOut' | 'cancellation'> {
  return {
    checkIn:
      row.in_at === null || row.in_recorded === null
        ? null
        : {
            occurredAt: row.in_at,
            recordedAt: row.in_recorded,
            distance: row.distance_m,
            doubts: row.doubts as Doubt[],
          },
    report:
      row.reported_at === null
        ? null
        : {
            recordedAt: row.reported_at,
            changedAt: row.changed_at,
            outcome: row.outcome as VisitOutcome,
            intent: row.intent,
            headCount: row.head_count,
            sentence: row.sentence,
          },
    checkOut:
      row.out_at === null || row.out_recorded === null
        ? null
        : { occurredAt: row.out_at, recordedAt: row.out_recorded },
    cancellation:
      row.cancelled_at === null
        ? null
        : { recordedAt: row.cancelled_at, reason: row.reason ?? '', replacedBy: row.replaced_by },
  };
}

async function companionsOf(ctx: ReadContext, visitIds: readonly string[]): Promise<Map<string, Named[]>> {
  const companions = new Map<string, Named[]>();
  if (visitIds.length === 0) return companions;
  const rows = await ctx.db
    .selectFrom('visit_companion as w')
    .innerJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'w.company_id').onRef('person.id', '=', 'w.person_id'),
    )
    .select(['w.visit_id', 'person.id', 'person.name'])
    .where('w.company_id', '=', ctx.actor.companyId)
    .where('w.visit_id', 'in', [...visitIds])
    .orderBy('person.name')
    .execute();
  for (const { visit_id, id, name } of rows)
    companions.set(visit_id, [...(companions.get(visit_id) ?? []), { id, name }]);
  return companions;
}
