import { type RawBuilder, sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';
import type { CustomerRow } from './contract.ts';
import type { Position } from './policy.ts';

type Address = NonNullable<CustomerRow['address']>;
type Phone = NonNullable<CustomerRow['phone']>;

interface Read {
  id: string;
  k: string;
  name: string;
  short_name: string | null;
  kind: string;
  lifecycle: string;
  industry: string | null;
  owner_id: string | null;
  owner_name: string | null;
  unit_id: string;
  unit_name: string;
  next_step_day: string | null;
  next_step_kind: string | null;
  last_visit_at: string | null;
  last_activity_at: string;
  phone: Phone | null;
  address: Address | null;
  tags: string[] | null;
}

export interface PlacedRow {
  row: CustomerRow;
  place: Position;
}

/** The rows of a list for places (id, k) already within sight, in their order: one statement with what a line shows. */
export async function readRows(
  ctx: ReadContext,
  places: RawBuilder<{ id: string; k: string }>,
  descending: boolean,
): Promise<PlacedRow[]> {
  const direction = descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<Read>`
    select c.id, w.k::text as k, c.name, c.short_name, c.kind, c.lifecycle, c.industry, c.owner_id, o.name as owner_name, c.unit_id,
      u.name as unit_name, c.next_step_day, c.next_step_kind, c.last_visit_at, c.last_activity_at, h.phone, d.address,
      array(select g.tag from customer_tag g where g.company_id = c.company_id and g.customer_id = c.id order by g.tag) as tags
    from ${places} w
    join customer c on c.company_id = ${ctx.actor.companyId} and c.id = w.id
    join unit u on u.company_id = c.company_id and u.id = c.unit_id
    left join person o on o.company_id = c.company_id and o.id = c.owner_id
    left join lateral (select json_build_object('typed', p.typed, 'e164', p.e164, 'extension', p.extension, 'kind', p.kind) as phone
      from customer_phone p where p.company_id = c.company_id and p.customer_id = c.id order by p.place limit 1) h on true
    left join lateral (select json_build_object('typed', a.typed, 'kind', a.kind, 'lat', a.lat, 'lng', a.lng) as address
      from customer_address a where a.company_id = c.company_id and a.customer_id = c.id order by a.place limit 1) d on true
    order by w.k ${direction}, w.id ${direction}`.execute(ctx.db);
  return rows.map((row) => ({ row: shown(row), place: { k: row.k, i: row.id } }));
}

const shown = (row: Read): CustomerRow => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  kind: row.kind as CustomerRow['kind'],
  lifecycle: row.lifecycle as CustomerRow['lifecycle'],
  industry: row.industry,
  owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
  unit: { id: row.unit_id, name: row.unit_name },
  phone: row.phone,
  address: row.address,
  nextStep: row.next_step_day === null ? null : { day: row.next_step_day, kind: row.next_step_kind ?? 'other' },
  lastVisitAt: row.last_visit_at,
  lastActivityAt: row.last_activity_at,
  tags: row.tags ?? [],
});
