// Changes of customers that a list names again, a whole batch in a few statements.
import { sql } from 'kysely';
import type { Changes, WriteContext } from '#platform/server/command/command.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import { foldAddress, foldName } from '#platform/shared/text/fold.ts';
import type { ImportOrigin } from '#modules/imports/public.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import { insertRows } from './bulk.ts';
import type { CustomerUpdate, HeadField } from './import-change.ts';
import { addressColumns, contactColumns, phoneColumns } from './insert-parts.ts';
import { nameSort } from './name-sort.ts';
import { reindexCustomers } from './search.ts';

export async function updateCustomers(
  ctx: WriteContext,
  updates: readonly CustomerUpdate[],
  origin: ImportOrigin,
): Promise<void> {
  if (updates.length === 0) return;
  await updateHeads(ctx, updates);
  await addParts(ctx, updates);
  await updateContacts(ctx, updates);
  await reindexCustomers(
    ctx,
    updates.filter(isSearched).map(({ customer }) => customer.id),
  );
  await recordTimeline(
    ctx,
    updates.map((update) => ({
      subject: { kind: 'customer', id: update.customer.id },
      kind: 'customers.changed',
      unitId: update.customer.unitId,
      source: { kind: 'import', id: origin.importId },
      detail: { fields: fieldsOf(update), fileName: origin.fileName },
    })),
  );
  for (const update of updates)
    ctx.audit({
      subject: { kind: 'customer', id: update.customer.id },
      unitId: update.customer.unitId,
      changes: changesOf(update),
    });
  tell(ctx, updates);
}

const isSearched = ({ heads, phones, address, newContacts, contacts }: CustomerUpdate): boolean =>
  'name' in heads ||
  'shortName' in heads ||
  'taxNumber' in heads ||
  phones.length + newContacts.length + contacts.length > 0 ||
  address !== null;

const partsOf = ({ phones, address, newContacts, contacts, tags }: CustomerUpdate): Record<string, unknown> => ({
  ...(phones.length === 0 ? {} : { phones: phones.map(({ typed }) => typed) }),
  ...(address === null ? {} : { addresses: [address] }),
  ...(newContacts.length + contacts.length === 0
    ? {}
    : { contacts: [...newContacts.map(({ name }) => name), ...contacts.map(({ id }) => id)] }),
  ...(tags.length === 0 ? {} : { tags }),
});

/** The number in another list is no field of the form; everything else is called as there. */
const fieldsOf = (update: CustomerUpdate): string[] =>
  [...Object.keys(update.heads), ...Object.keys(partsOf(update))].filter((field) => field !== 'externalId');

function changesOf(update: CustomerUpdate): Changes {
  const heads = Object.entries(update.heads).map(([field, to]) => [
    field,
    { from: update.customer[field as HeadField], to },
  ]);
  const parts = Object.entries(partsOf(update)).map(([field, to]) => [field, { from: null, to }]);
  return Object.fromEntries([...heads, ...parts]) as Changes;
}

/** One event for each unit and owner touched is enough to wake their screens. */
function tell(ctx: WriteContext, updates: readonly CustomerUpdate[]): void {
  const touched = new Map(updates.map(({ customer }) => [`${customer.unitId} ${customer.ownerId}`, customer]));
  for (const { id, unitId, ownerId } of touched.values())
    ctx.emit({ kind: 'customers.changed', subject: { kind: 'customer', id }, unitId, personId: ownerId });
}

/** A list never empties a field: what it does not say stays. Every customer of the batch gets a new version. */
async function updateHeads(ctx: WriteContext, updates: readonly CustomerUpdate[]): Promise<void> {
  const region = regionOf(ctx.actor.region);
  const texts = (field: HeadField) => updates.map(({ heads }) => heads[field] ?? null);
  const names = updates.map(({ heads }) => (heads.name === undefined ? null : String(heads.name)));
  await sql`update customer c set
      name = coalesce(n.name, c.name), name_folded = coalesce(n.folded, c.name_folded), name_sort = coalesce(n.sort, c.name_sort),
      external_id = coalesce(n.external_id, c.external_id), tax_number = coalesce(n.tax_number, c.tax_number),
      kind = coalesce(n.kind, c.kind), short_name = coalesce(n.short_name, c.short_name),
      industry = coalesce(n.industry, c.industry), source = coalesce(n.source, c.source),
      website = coalesce(n.website, c.website), email = coalesce(n.email, c.email),
      founded_day = coalesce(n.founded_day, c.founded_day), capital_minor = coalesce(n.capital_minor, c.capital_minor),
      employees = coalesce(n.employees, c.employees), version = c.version + 1,
      field_versions = c.field_versions || coalesce(
        (select jsonb_object_agg(f, c.version + 1) from unnest(string_to_array(n.fields, ' ')) as t(f)), '{}')
    from unnest(${updates.map(({ customer }) => customer.id)}::uuid[], ${names}::text[],
      ${names.map((name) => (name === null ? null : foldName(name)))}::text[],
      ${names.map((name) => (name === null ? null : nameSort(name, region)))}::text[],
      ${texts('externalId')}::text[], ${texts('taxNumber')}::text[], ${texts('kind')}::text[], ${texts('shortName')}::text[],
      ${texts('industry')}::text[], ${texts('source')}::text[], ${texts('website')}::text[], ${texts('email')}::text[],
      ${texts('foundedDay')}::date[], ${texts('capitalMinor')}::bigint[], ${texts('employees')}::int[],
      ${updates.map((update) => fieldsOf(update).join(' '))}::text[])
      as n(id, name, folded, sort, external_id, tax_number, kind, short_name, industry, source, website, email, founded_day,
        capital_minor, employees, fields)
    where c.company_id = ${ctx.actor.companyId} and c.id = n.id`.execute(ctx.db);
}

async function addParts(ctx: WriteContext, updates: readonly CustomerUpdate[]): Promise<void> {
  const { db, actor, now } = ctx;
  const phones = updates.flatMap(({ customer, phones }) =>
    phones.map(({ typed, e164, extension, kind }, index) => [
      ...[ctx.newId(), customer.id, typed, e164, extension, kind],
      customer.phones.length + index,
    ]),
  );
  await insertRows(db, actor.companyId, 'customer_phone', phoneColumns, phones);
  const moved = updates.filter(({ address }) => address !== null);
  if (moved.length > 0) {
    await sql`update customer_address set place = place + 1 where company_id = ${actor.companyId}
      and customer_id = any(${moved.map(({ customer }) => customer.id)}::uuid[])`.execute(db);
    const addresses = moved.map(({ customer, address }) => [
      ...[ctx.newId(), customer.id, address ?? '', foldAddress(address ?? ''), null, null, 'office'],
      0,
    ]);
    await insertRows(db, actor.companyId, 'customer_address', addressColumns, addresses);
  }
  const contacts = updates.flatMap(({ customer, newContacts }) =>
    newContacts.map(({ name, part, title, phone, email }) => [
      ...[
        ctx.newId(),
        customer.id,
        name,
        foldName(name),
        part,
        title,
        phone?.typed ?? null,
        phone?.e164 ?? null,
        email,
      ],
      now,
    ]),
  );
  await insertRows(db, actor.companyId, 'contact', contactColumns, contacts);
  const tags = updates.flatMap(({ customer, tags }) => tags.map((tag) => [customer.id, tag]));
  await insertRows(db, actor.companyId, 'customer_tag', { customer_id: 'uuid', tag: 'text' }, tags);
}

async function updateContacts(ctx: WriteContext, updates: readonly CustomerUpdate[]): Promise<void> {
  const changes = updates.flatMap(({ contacts }) => contacts);
  if (changes.length === 0) return;
  await sql`update contact t set title = coalesce(n.title, t.title), phone_typed = coalesce(n.typed, t.phone_typed),
      phone_e164 = case when n.typed is null then t.phone_e164 else n.e164 end, email = coalesce(n.email, t.email),
      version = t.version + 1
    from unnest(${changes.map(({ id }) => id)}::uuid[], ${changes.map(({ title }) => title)}::text[],
      ${changes.map(({ phone }) => phone?.typed ?? null)}::text[], ${changes.map(({ phone }) => phone?.e164 ?? null)}::text[],
      ${changes.map(({ email }) => email)}::text[]) as n(id, title, typed, e164, email)
    where t.company_id = ${ctx.actor.companyId} and t.id = n.id`.execute(ctx.db);
}
