import type { WriteContext } from '#platform/server/command/command.ts';
import { foldAddress, foldName } from '#platform/shared/text/fold.ts';
import { insertRows } from './bulk.ts';
import type { AddressRow, CustomerToInsert, PhoneRow } from './to-insert.ts';

export const phoneColumns = {
  id: 'uuid',
  customer_id: 'uuid',
  typed: 'text',
  e164: 'text',
  extension: 'text',
  kind: 'text',
  place: 'int',
};
export const addressColumns = {
  id: 'uuid',
  customer_id: 'uuid',
  typed: 'text',
  folded: 'text',
  lat: 'float8',
  lng: 'float8',
  kind: 'text',
  place: 'int',
};
export const contactColumns = {
  id: 'uuid',
  customer_id: 'uuid',
  name: 'text',
  name_folded: 'text',
  part: 'text',
  title: 'text',
  phone_typed: 'text',
  phone_e164: 'text',
  email: 'text',
  created_at: 'timestamptz',
};
const holdingColumns = {
  id: 'uuid',
  customer_id: 'uuid',
  product: 'text',
  tariff: 'text',
  quantity: 'numeric',
  from_day: 'date',
  to_day: 'date',
  contract_end: 'date',
  usage: 'jsonb',
};

export const phoneCells = (ctx: WriteContext, customerId: string, phones: readonly PhoneRow[]) =>
  phones.map((phone, place) => [
    ...[ctx.newId(), customerId, phone.typed, phone.e164, phone.extension, phone.kind],
    place,
  ]);

export const addressCells = (ctx: WriteContext, customerId: string, addresses: readonly AddressRow[]) =>
  addresses.map(({ typed, lat, lng, kind }, place) => [
    ...[ctx.newId(), customerId, typed, foldAddress(typed), lat, lng, kind],
    place,
  ]);

export async function insertParts(ctx: WriteContext, batch: readonly CustomerToInsert[]): Promise<void> {
  const { db, actor, now } = ctx;
  const phones = batch.flatMap((customer) => phoneCells(ctx, customer.id, customer.phones ?? []));
  await insertRows(db, actor.companyId, 'customer_phone', phoneColumns, phones);
  const addresses = batch.flatMap((customer) => addressCells(ctx, customer.id, customer.addresses ?? []));
  await insertRows(db, actor.companyId, 'customer_address', addressColumns, addresses);
  const contacts = batch.flatMap((customer) =>
    (customer.contacts ?? []).map(({ id, name, part, title, phone, email }) => [
      ...[id, customer.id, name, foldName(name), part, title, phone?.typed ?? null, phone?.e164 ?? null, email],
      now,
    ]),
  );
  await insertRows(db, actor.companyId, 'contact', contactColumns, contacts);
  const tags = batch.flatMap(({ id, tags = [] }) => [...new Set(tags)].map((tag) => [id, tag]));
  await insertRows(db, actor.companyId, 'customer_tag', { customer_id: 'uuid', tag: 'text' }, tags);
  const holdings = batch.flatMap((customer) =>
    (customer.holdings ?? []).map((n) => [
      ...[n.id, customer.id, n.product, n.tariff, n.quantity, n.fromDay, n.toDay, n.contractEnd],
      JSON.stringify(n.usage),
    ]),
  );
  await insertRows(db, actor.companyId, 'holding', holdingColumns, holdings);
}

export const assignmentColumns = {
  id: 'uuid',
  customer_id: 'uuid',
  person_id: 'uuid',
  role: 'text',
  share: 'numeric',
  from_day: 'date',
  reason: 'text',
  assigned_at: 'timestamptz',
  assigned_by: 'uuid',
};
export const lifecycleColumns = {
  id: 'uuid',
  customer_id: 'uuid',
  lifecycle: 'text',
  reason: 'text',
  at: 'timestamptz',
  by_id: 'uuid',
};

/** The first line of the dated histories: who has it since when, and as what it began. */
export async function insertHistory(ctx: WriteContext, batch: readonly CustomerToInsert[]): Promise<void> {
  const by = ctx.actor.personId;
  const assignments = batch.flatMap((customer) => {
    const { ownerId, helpers = [] } = customer;
    const owner = { personId: ownerId ?? '', role: 'owner', share: 1, fromDay: customer.ownedFromDay ?? ctx.today };
    return [...(ownerId == null ? [] : [owner]), ...helpers].map(({ personId, role, share, fromDay }) => [
      ...[ctx.newId(), customer.id, personId, role, share, fromDay, null, ctx.now],
      by,
    ]);
  });
  await insertRows(ctx.db, ctx.actor.companyId, 'customer_assignment', assignmentColumns, assignments);
  const states = batch.map((customer) => [
    ...[ctx.newId(), customer.id, customer.lifecycle ?? 'prospect', null, customer.createdAt ?? ctx.now],
    by,
  ]);
  await insertRows(ctx.db, ctx.actor.companyId, 'customer_lifecycle', lifecycleColumns, states);
}
