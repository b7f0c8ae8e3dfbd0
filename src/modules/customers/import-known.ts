// Customers of the company that rows of a list may mean, found for a whole batch in one statement (O16: duplicate detection).
import { sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';
import type { ListedCustomer } from './import-read.ts';
import { helpsCondition, visibleCondition } from './policy.ts';
import type { ContactPart, CustomerKind } from './rules.ts';

export interface KnownContact {
  id: string;
  name: string;
  name_folded: string;
  part: ContactPart;
  title: string | null;
  phone: string | null;
  email: string | null;
}

export interface KnownCustomer {
  id: string;
  name: string;
  nameFolded: string;
  externalId: string | null;
  taxNumber: string | null;
  kind: CustomerKind;
  shortName: string | null;
  industry: string | null;
  source: string | null;
  website: string | null;
  email: string | null;
  foundedDay: string | null;
  capitalMinor: number | null;
  employees: number | null;
  unitId: string;
  unitName: string;
  ownerId: string | null;
  archived: boolean;
  visible: boolean;
  helps: boolean;
  phones: { typed: string; e164: string | null; extension: string | null; kind: string }[];
  addresses: { typed: string; folded: string }[];
  contacts: KnownContact[];
  tags: string[];
}

/** Several of one name or number are enough to be in doubt; no list needs all customers called 7-ELEVEN. */
const enough = 5;

export async function knownCustomers(ctx: ReadContext, listed: readonly ListedCustomer[]): Promise<KnownCustomer[]> {
  const company = ctx.actor.companyId;
  const ids = await idsOf(ctx, listed);
  if (ids.length === 0) return [];
  const { rows } = await sql<KnownCustomer>`
    select c.id, c.name, c.name_folded as "nameFolded", c.external_id as "externalId", c.tax_number as "taxNumber", c.kind,
      c.short_name as "shortName", c.industry, c.source, c.website, c.email, c.founded_day as "foundedDay",
      c.capital_minor as "capitalMinor", c.employees, c.unit_id as "unitId", u.name as "unitName", c.owner_id as "ownerId",
      c.archived_at is not null as archived, ${visibleCondition(ctx.actor)} as visible, ${helpsCondition(ctx.actor)} as helps,
      coalesce((select json_agg(json_build_object('typed', h.typed, 'e164', h.e164, 'extension', h.extension, 'kind', h.kind))
        from customer_phone h where h.company_id = c.company_id and h.customer_id = c.id), '[]') as phones,
      coalesce((select json_agg(json_build_object('typed', d.typed, 'folded', d.folded))
        from customer_address d where d.company_id = c.company_id and d.customer_id = c.id), '[]') as addresses,
      coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'name_folded', t.name_folded, 'part', t.part,
        'title', t.title, 'phone', t.phone_typed, 'email', t.email))
        from contact t where t.company_id = c.company_id and t.customer_id = c.id), '[]') as contacts,
      array(select g.tag from customer_tag g where g.company_id = c.company_id and g.customer_id = c.id) as tags
    from customer c join unit u on u.company_id = c.company_id and u.id = c.unit_id
    where c.company_id = ${company} and c.id = any(${ids}::uuid[])`.execute(ctx.db);
  return rows;
}

const present = (values: readonly (string | null | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value != null && value !== ''))] as string[];

async function idsOf(ctx: ReadContext, listed: readonly ListedCustomer[]): Promise<string[]> {
  const company = ctx.actor.companyId;
  const placed = listed.filter(({ addressFolded }) => addressFolded !== '');
  const named = listed.filter(({ kind }) => kind !== 'household');
  const phones = present(
    listed.flatMap((row) => row.phones.filter(({ kind }) => kind !== 'fax').map(({ e164 }) => e164)),
  );
  const { rows } = await sql<{ id: string }>`
    select c.id from customer c where c.company_id = ${company}
      and c.external_id = any(${present(listed.map(({ externalId }) => externalId))}::text[])
    union select c.id from customer c where c.company_id = ${company} and c.archived_at is null
      and c.tax_number = any(${present(listed.map(({ taxNumber }) => taxNumber))}::text[])
    union select k.id from unnest(${present(named.map(({ nameFolded }) => nameFolded))}::text[]) as n(name)
      cross join lateral (select c.id from customer c where c.company_id = ${company} and c.name_folded = n.name
        and c.archived_at is null limit ${enough}) k
    union select k.id from unnest(${placed.map(({ nameFolded }) => nameFolded)}::text[],
        ${placed.map(({ addressFolded }) => addressFolded)}::text[]) as n(name, address)
      cross join lateral (select c.id from customer_address d
        join customer c on c.company_id = d.company_id and c.id = d.customer_id
        where d.company_id = ${company} and d.folded = n.address and c.name_folded = n.name
        and c.archived_at is null limit ${enough}) k
    union select k.id from unnest(${phones}::text[]) as n(number)
      cross join lateral (select h.customer_id as id from customer_phone h
        where h.company_id = ${company} and h.e164 = n.number and h.kind <> 'fax' limit ${enough * 4}) k`.execute(
    ctx.db,
  );
  return rows.map(({ id }) => id);
}

/** The batch's known customers by each mark. */
export class KnownByMark {
  readonly byExternal = new Map<string, KnownCustomer>();
  readonly byTax = new Map<string, KnownCustomer>();
  readonly #byName = new Map<string, KnownCustomer[]>();
  readonly #byPhone = new Map<string, KnownCustomer[]>();

  constructor(known: readonly KnownCustomer[]) {
    for (const customer of known) {
      if (customer.externalId !== null) this.byExternal.set(customer.externalId, customer);
      if (customer.archived) continue;
      if (customer.taxNumber !== null) this.byTax.set(customer.taxNumber, customer);
      push(this.#byName, customer.nameFolded, customer);
      for (const { e164, kind } of customer.phones)
        if (e164 !== null && kind !== 'fax') push(this.#byPhone, e164, customer);
    }
  }

  named(nameFolded: string): readonly KnownCustomer[] {
    return this.#byName.get(nameFolded) ?? [];
  }

  answering(listed: ListedCustomer): KnownCustomer[] {
    const numbers = listed.phones.flatMap(({ e164, kind }) => (e164 === null || kind === 'fax' ? [] : [e164]));
    return [...new Set(numbers.flatMap((number) => this.#byPhone.get(number) ?? []))];
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
