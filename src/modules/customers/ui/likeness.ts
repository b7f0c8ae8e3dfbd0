import { foldName } from '#platform/shared/text/fold.ts';
import type { Likeness } from '../contract.ts';
import { digitsOf, type HeldCustomer } from './held-customer.ts';

/** Numbers are written with and without the country's: their ends are compared. */
const telling = 8;
const ends = (text: string): string => digitsOf(text).slice(-telling);

function likeBy({ row, detail }: HeldCustomer, query: URLSearchParams): Likeness['by'] | undefined {
  const tax = query.get('taxNumber')?.replaceAll(/\s/g, '') ?? '';
  if (tax !== '' && detail?.taxNumber === tax) return 'taxNumber';
  const phone = ends(query.get('phone') ?? '');
  const numbers = [...(detail?.phones ?? [row.phone]), ...(detail?.contacts ?? []).map((contact) => contact.phone)];
  const same = (text: string | null | undefined): boolean => text != null && ends(text) === phone;
  if (phone.length === telling && numbers.some((number) => same(number?.e164) || same(number?.typed))) return 'phone';
  const name = foldName(query.get('name') ?? '');
  return name.length >= 2 && foldName(row.name) === name ? 'name' : undefined;
}

/** How a customer is like the one that is being written down; undefined when it is not. */
export function likenessOf(customer: HeldCustomer, query: URLSearchParams): Likeness | undefined {
  const { id, name, unit } = customer.row;
  const by = id === query.get('except') ? undefined : likeBy(customer, query);
  return by === undefined ? undefined : { by, customer: { id, name }, unit };
}
