import { sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';
import { indexGrams, loadSearch, type SearchField } from '#platform/server/search/grams.ts';
import { formatPhone } from '#platform/shared/region/phone.ts';
import { type Region, regionOf } from '#platform/shared/region/regions.ts';

/** Everything a customer is found by. */
export interface SearchTexts {
  name: string;
  shortName: string | null;
  taxNumber: string | null;
  contacts: readonly { name: string; phone: string | null; e164: string | null }[];
  phones: readonly { typed: string; e164: string | null }[];
  addresses: readonly string[];
}

export const prepareSearch = loadSearch;

export function gramsOf(texts: SearchTexts, region: Region): string[] {
  const phones = [...texts.phones, ...texts.contacts.map(({ phone, e164 }) => ({ typed: phone ?? '', e164 }))];
  return indexGrams([
    { text: texts.name, sound: true },
    { text: texts.shortName, sound: true },
    { text: texts.taxNumber },
    ...texts.contacts.map(({ name }): SearchField => ({ text: name, sound: true })),
    ...phones.flatMap(({ typed, e164 }): SearchField[] => [
      { text: typed },
      { text: nationalForm(typed, e164, region) },
    ]),
    ...texts.addresses.map((text): SearchField => ({ text })),
  ]);
}

/** How people at home dial it, when it was not typed so already. */
function nationalForm(typed: string, e164: string | null, region: Region): string | null {
  if (e164 === null) return null;
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '');
  const trunk = region.phoneTrunkZero ? digits.startsWith('0') && !digits.startsWith('00') : true;
  const national = digits.startsWith('0') ? digits.slice(1) : digits;
  return trunk && e164.endsWith(national) ? null : formatPhone(e164, region);
}

/** Writes the search pieces of customers anew from what the transaction holds now. Call it after every change to what is searched. */
export async function reindexCustomers(ctx: ReadContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await loadSearch();
  const region = regionOf(ctx.actor.region);
  const company = ctx.actor.companyId;
  const { rows } = await sql<SearchTexts & { id: string }>`
    select c.id, c.name, c.short_name as "shortName", c.tax_number as "taxNumber",
      coalesce((select json_agg(json_build_object('name', t.name, 'phone', t.phone_typed, 'e164', t.phone_e164)) from contact t
        where t.company_id = c.company_id and t.customer_id = c.id and t.left_day is null), '[]') as contacts,
      coalesce((select json_agg(json_build_object('typed', h.typed, 'e164', h.e164)) from customer_phone h
        where h.company_id = c.company_id and h.customer_id = c.id), '[]') as phones,
      coalesce((select json_agg(d.typed) from customer_address d
        where d.company_id = c.company_id and d.customer_id = c.id), '[]') as addresses
    from customer c where c.company_id = ${company} and c.id = any(${ids}::uuid[])`.execute(ctx.db);
  await writeGrams(
    ctx,
    rows.map((row) => ({ id: row.id, grams: gramsOf(row, region) })),
  );
}

/** Grams hold no white space, so an array of arrays travels as one of texts. */
export async function writeGrams(
  ctx: ReadContext,
  rows: readonly { id: string; grams: readonly string[] }[],
): Promise<void> {
  await sql`insert into customer_search (company_id, customer_id, grams)
    select ${ctx.actor.companyId}::uuid, n.id, string_to_array(n.grams, ' ')
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ grams }) => grams.join(' '))}::text[]) as n(id, grams)
    on conflict (company_id, customer_id) do update set grams = excluded.grams`.execute(ctx.db);
}
