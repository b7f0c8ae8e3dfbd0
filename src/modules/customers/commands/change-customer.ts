import { z } from 'zod';
import { changesBetween, command, type WriteContext } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { type Region, regionOf } from '#platform/shared/region/regions.ts';
import { must, notFound, refuse } from '#platform/shared/result.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import { refuseSameTaxNumber } from '../alike.ts';
import { insertRows } from '../bulk.ts';
import { requireCodes } from '../codes.ts';
import type { Customer } from '../contract.ts';
import { type CustomerChange, customerChange } from '../contract-shapes.ts';
import { customerFor } from '../detail.ts';
import { addressCells, addressColumns, phoneCells, phoneColumns } from '../insert-parts.ts';
import type { AddressRow, PhoneRow } from '../to-insert.ts';
import { noteFields, touchedSince } from '../field-versions.ts';
import { lockToUpdate } from '../lock.ts';
import { nameSort } from '../name-sort.ts';
import { orNull, phonesFrom, taxNumberFrom } from '../normalise.ts';
import type { CustomerField } from '../rules.ts';
import { reindexCustomers } from '../search.ts';

/**
 * Changes what stands on the record. Who looked at an older version may still change fields that nobody else has touched since; for a field
 * that somebody has, he is told both values and decides.
 */
export const changeCustomer = command({
  name: 'customers.change-customer',
  version: 1,
  conflict: 'merge',
  input: z.strictObject({ id: uuid, ifMatch: z.int().optional(), change: customerChange }),
  async run(ctx, { id: asked, ifMatch, change }) {
    const head = must(await lockToUpdate(ctx, asked));
    const { id } = head;
    const before = await customerFor(ctx, id);
    if (before === undefined) return notFound('customers.unknown');
    if (ifMatch === undefined) return refuse('invalid', 'ifMatch');
    const after = readChange(change, regionOf(ctx.actor.region));
    const changes = changesBetween(only(before, Object.keys(after)), after);
    const fields = Object.keys(changes) as CustomerField[];
    // Of one that was merged meanwhile, another record was looked at.
    if (id !== asked || ifMatch > head.version || touches(fields, await touchedSince(ctx, id, ifMatch)))
      return refuse('conflict', 'versionConflict', {
        current: { ...only(before, Object.keys(change)), version: head.version },
        submitted: change,
      });
    if (fields.length === 0) return { id, version: head.version };
    await checkChange(ctx, id, fields, after);
    await writeChange(ctx, id, fields, after);
    const version = head.version + 1;
    await noteFields(ctx, id, fields);
    await recordTimeline(ctx, [
      {
        subject: { kind: 'customer', id },
        kind: 'customers.changed',
        unitId: head.unitId,
        source: { kind: 'customer', id },
        detail: { fields },
      },
    ]);
    ctx.audit({ subject: { kind: 'customer', id }, unitId: head.unitId, changes });
    ctx.emit({
      kind: 'customers.changed',
      subject: { kind: 'customer', id },
      unitId: head.unitId,
      personId: head.ownerId,
    });
    return { id, version };
  },
});

const touches = (fields: readonly string[], touched: readonly string[]): boolean =>
  fields.some((field) => touched.includes(field));

const only = (customer: Customer, fields: readonly string[]): Partial<Customer> =>
  Object.fromEntries(Object.entries(customer).filter(([field]) => fields.includes(field)));

/** Only the fields that were sent, in the form they are kept in. */
type Read = Partial<
  Pick<Customer, Exclude<CustomerField, 'phones' | 'addresses'>> & { phones: PhoneRow[]; addresses: AddressRow[] }
>;

function readChange(change: CustomerChange, region: Region): Read {
  const read: Record<string, unknown> = { ...change };
  for (const field of ['shortName', 'industry', 'source', 'website', 'email'] as const)
    if (change[field] !== undefined) read[field] = orNull(change[field]);
  if (change.taxNumber !== undefined) read['taxNumber'] = taxNumberFrom(change.taxNumber, region);
  if (change.phones !== undefined) read['phones'] = phonesFrom(change.phones, region);
  if (change.addresses !== undefined)
    read['addresses'] = change.addresses.map(({ typed, kind, lat, lng }) => ({ typed, kind, lat, lng }));
  return read;
}

async function checkChange(ctx: WriteContext, id: string, fields: readonly CustomerField[], after: Read) {
  if (fields.includes('taxNumber') && after.taxNumber != null) await refuseSameTaxNumber(ctx, after.taxNumber, id);
  for (const list of ['industry', 'source'] as const) {
    const code = after[list];
    if (fields.includes(list) && code != null) await requireCodes(ctx, list, [code], list);
  }
}

const columnOf: Readonly<Record<string, string>> = {
  kind: 'kind',
  shortName: 'short_name',
  taxNumber: 'tax_number',
  industry: 'industry',
  source: 'source',
  employees: 'employees',
  website: 'website',
  email: 'email',
  foundedDay: 'founded_day',
  capitalMinor: 'capital_minor',
};
const searched: readonly CustomerField[] = ['name', 'shortName', 'taxNumber', 'phones', 'addresses'];

async function writeChange(ctx: WriteContext, id: string, fields: readonly CustomerField[], after: Read) {
  const { companyId, region } = ctx.actor;
  const columns = fields.flatMap((field) => {
    const column = columnOf[field];
    return column === undefined ? [] : [[column, after[field]]];
  });
  const name =
    after.name === undefined
      ? {}
      : { name: after.name, name_folded: foldName(after.name), name_sort: nameSort(after.name, regionOf(region)) };
  await ctx.db
    .updateTable('customer')
    .set((row) => ({ ...Object.fromEntries(columns), ...name, version: row('version', '+', 1) }))
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
  if (fields.includes('phones')) await replacePhones(ctx, id, after.phones ?? []);
  if (fields.includes('addresses')) await replaceAddresses(ctx, id, after.addresses ?? []);
  if (fields.some((field) => searched.includes(field))) await reindexCustomers(ctx, [id]);
}

async function replacePhones(ctx: WriteContext, id: string, phones: readonly PhoneRow[]): Promise<void> {
  const { companyId } = ctx.actor;
  await ctx.db.deleteFrom('customer_phone').where('company_id', '=', companyId).where('customer_id', '=', id).execute();
  await insertRows(ctx.db, companyId, 'customer_phone', phoneColumns, phoneCells(ctx, id, phones));
}

async function replaceAddresses(ctx: WriteContext, id: string, addresses: readonly AddressRow[]): Promise<void> {
  const { companyId } = ctx.actor;
  await ctx.db
    .deleteFrom('customer_address')
    .where('company_id', '=', companyId)
    .where('customer_id', '=', id)
    .execute();
  await insertRows(ctx.db, companyId, 'customer_address', addressColumns, addressCells(ctx, id, addresses));
}
