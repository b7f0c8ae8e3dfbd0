import { sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';
import { visibleCondition } from './policy.ts';

/** How other screens name a customer: with its first address and phone, to go there or call. */
export interface CustomerLabel {
  id: string;
  name: string;
  kind: string;
  lifecycle: string;
  address: string | null;
  lat: number | null;
  lng: number | null;
  phone: string | null;
  phoneE164: string | null;
}

/** Labels of those customers the actor sees, by id; what he does not see is missing from the map. */
export async function labelsOf(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, CustomerLabel>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<CustomerLabel>`
    select c.id, c.name, c.kind, c.lifecycle, d.typed as address, d.lat, d.lng, h.typed as phone, h.e164 as "phoneE164"
    from customer c
    left join lateral (select p.typed, p.e164 from customer_phone p
      where p.company_id = c.company_id and p.customer_id = c.id order by p.place limit 1) h on true
    left join lateral (select a.typed, a.lat, a.lng from customer_address a
      where a.company_id = c.company_id and a.customer_id = c.id order by a.place limit 1) d on true
    where c.company_id = ${ctx.actor.companyId} and c.id = any(${ids}::uuid[])
      and ${visibleCondition(ctx.actor)}`.execute(ctx.db);
  return new Map(rows.map((row) => [row.id, row]));
}
