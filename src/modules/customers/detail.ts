import { sql } from 'kysely';
import type { Actor } from '#platform/shared/actor.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { survivorOf } from './alias.ts';
import type { Customer } from './contract.ts';
import { helpsCondition, mayAssign, mayUpdate, visibleCondition } from './policy.ts';

type Parts = Pick<
  Customer,
  'phones' | 'addresses' | 'contacts' | 'assignments' | 'holdings' | 'lifecycleHistory' | 'tags'
>;

interface Read extends Parts {
  id: string;
  kind: string;
  name: string;
  short_name: string | null;
  tax_number: string | null;
  industry: string | null;
  source: string | null;
  lifecycle: string;
  employees: number | null;
  website: string | null;
  email: string | null;
  founded_day: string | null;
  capital_minor: number | null;
  unit_id: string;
  unit_name: string;
  owner_id: string | null;
  owner_name: string | null;
  next_step_day: string | null;
  next_step_kind: string | null;
  last_visit_at: string | null;
  last_call_at: string | null;
  last_activity_at: string;
  created_at: string;
  archived_at: string | null;
  archive_reason: string | null;
  version: number;
  helps: boolean;
}

/** A customer within sight with all its parts, archived ones too, or the one it was merged into; undefined when there is none for this actor. */
export async function customerFor(ctx: ReadContext, id: string): Promise<Customer | undefined> {
  const customer = await readCustomer(ctx, id);
  if (customer !== undefined && customer.archivedAt === null) return customer;
  const survivor = await survivorOf(ctx, id);
  return survivor === id ? customer : readCustomer(ctx, survivor);
}

/** One statement. */
async function readCustomer(ctx: ReadContext, id: string): Promise<Customer | undefined> {
  const { rows } = await sql<Read>`
    select c.id, c.kind, c.name, c.short_name, c.tax_number, c.industry, c.source, c.lifecycle, c.employees, c.website, c.email,
      c.founded_day, c.capital_minor, c.unit_id, u.name as unit_name, c.owner_id, o.name as owner_name, c.next_step_day,
      c.next_step_kind, c.last_visit_at, c.last_call_at, c.last_activity_at, c.created_at, c.archived_at, c.archive_reason, c.version,
      ${helpsCondition(ctx.actor)} as helps,
      array(select g.tag from customer_tag g where g.company_id = c.company_id and g.customer_id = c.id order by g.tag) as tags,
      ${phones} as phones, ${addresses} as addresses, ${contacts} as contacts, ${assignments} as assignments,
      ${holdings} as holdings, ${lifecycleHistory} as "lifecycleHistory"
    from customer c
    join unit u on u.company_id = c.company_id and u.id = c.unit_id
    left join person o on o.company_id = c.company_id and o.id = c.owner_id
    where c.company_id = ${ctx.actor.companyId} and c.id = ${id} and ${visibleCondition(ctx.actor)}`.execute(ctx.db);
  return rows[0] === undefined ? undefined : shown(ctx.actor, rows[0]);
}

const listed = (fields: string, from: string, order: string) => sql`coalesce((
  select json_agg(json_build_object(${sql.raw(fields)}) order by ${sql.raw(order)}) from ${sql.raw(from)}), '[]')`;
const ofCustomer = (table: string, alias: string): string =>
  `${table} ${alias} where ${alias}.company_id = c.company_id and ${alias}.customer_id = c.id`;
/** Instants inside JSON, in the form they have everywhere. */
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const nameOf = (column: string): string =>
  `(select r.name from person r where r.company_id = c.company_id and r.id = ${column})`;

const phones = listed(
  `'typed', h.typed, 'e164', h.e164, 'extension', h.extension, 'kind', h.kind`,
  ofCustomer('customer_phone', 'h'),
  'h.place',
);
const addresses = listed(
  `'typed', d.typed, 'kind', d.kind, 'lat', d.lat, 'lng', d.lng`,
  ofCustomer('customer_address', 'd'),
  'd.place',
);
const contacts = listed(
  `'id', t.id, 'name', t.name, 'part', t.part, 'title', t.title, 'email', t.email, 'leftDay', t.left_day, 'version', t.version,
   'phone', case when t.phone_typed is not null then json_build_object('typed', t.phone_typed, 'e164', t.phone_e164) end`,
  ofCustomer('contact', 't'),
  't.left_day nulls first, t.created_at, t.id',
);
const assignments = listed(
  `'id', a.id, 'person', json_build_object('id', a.person_id, 'name', ${nameOf('a.person_id')}), 'role', a.role,
   'share', a.share::float8, 'fromDay', a.from_day, 'toDay', a.to_day, 'reason', a.reason,
   'assignedAt', ${instant('a.assigned_at')}, 'assignedBy', ${nameOf('a.assigned_by')}`,
  ofCustomer('customer_assignment', 'a'),
  'a.from_day desc, a.id desc',
);
const holdings = listed(
  `'id', n.id, 'product', n.product, 'tariff', n.tariff, 'quantity', n.quantity::float8, 'fromDay', n.from_day, 'toDay', n.to_day,
   'contractEnd', n.contract_end`,
  ofCustomer('holding', 'n'),
  'n.product, n.id',
);
const lifecycleHistory = listed(
  `'lifecycle', y.lifecycle, 'reason', y.reason, 'at', ${instant('y.at')}, 'by', ${nameOf('y.by_id')}`,
  ofCustomer('customer_lifecycle', 'y'),
  'y.at desc, y.id desc',
);

function shown(actor: Actor, row: Read): Customer {
  const facts = { unitId: row.unit_id, ownerId: row.owner_id, helps: row.helps };
  const { phones, addresses, contacts, assignments, holdings, lifecycleHistory, tags } = row;
  return {
    id: row.id,
    kind: row.kind as Customer['kind'],
    name: row.name,
    shortName: row.short_name,
    taxNumber: row.tax_number,
    industry: row.industry,
    source: row.source,
    lifecycle: row.lifecycle as Customer['lifecycle'],
    employees: row.employees,
    website: row.website,
    email: row.email,
    foundedDay: row.founded_day,
    capitalMinor: row.capital_minor,
    unit: { id: row.unit_id, name: row.unit_name },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    nextStep: row.next_step_day === null ? null : { day: row.next_step_day, kind: row.next_step_kind ?? 'other' },
    lastVisitAt: row.last_visit_at,
    lastCallAt: row.last_call_at,
    lastActivityAt: row.last_activity_at,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
    archiveReason: row.archive_reason,
    ...{ phones, addresses, contacts, assignments, holdings, lifecycleHistory, tags },
    version: row.version,
    can: { update: row.archived_at === null && mayUpdate(actor, facts), assign: mayAssign(actor, facts) },
  };
}
