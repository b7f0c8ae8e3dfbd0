import { fold, foldAddress } from '#platform/shared/text/fold.ts';
import type { Customer, CustomerRow } from '../contract.ts';
import type { CustomerSort } from '../rules.ts';

/** A customer as this phone knows it: by its page, or only by its line of a list. */
export interface HeldCustomer {
  row: CustomerRow;
  detail: Customer | undefined;
}

/** The line of the list that belongs to a page. */
export const rowOf = (customer: Customer): CustomerRow => {
  const { id, name, shortName, kind, lifecycle, industry, owner, unit, nextStep, lastVisitAt, lastActivityAt } =
    customer;
  return {
    ...{ id, name, shortName, kind, lifecycle, industry, owner, unit, nextStep, lastVisitAt, lastActivityAt },
    phone: customer.phones[0] ?? null,
    address: customer.addresses[0] ?? null,
    tags: customer.tags,
  };
};

export const heldBy = (detail: Customer): HeldCustomer => ({ row: rowOf(detail), detail });

const given = (texts: readonly (string | null | undefined)[]): string[] =>
  texts.filter((text): text is string => text != null && text !== '');

function textsOf({ row, detail }: HeldCustomer): { words: string[]; numbers: string[] } {
  const contacts = (detail?.contacts ?? []).filter(({ leftDay }) => leftDay === null);
  const phones = [...(detail?.phones ?? [row.phone]), ...contacts.map(({ phone }) => phone)];
  const addresses = given((detail?.addresses ?? [row.address]).map((address) => address?.typed));
  const words = given([row.name, row.shortName, detail?.taxNumber, ...contacts.map(({ name }) => name)]);
  return {
    words: [...words, ...addresses].map((text) => fold(text).replaceAll(' ', '')).concat(addresses.map(foldAddress)),
    numbers: given(phones.flatMap((phone) => [phone?.typed, phone?.e164])).map(digitsOf),
  };
}

export const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '');

/** Every word stands in a name, contact, address or tax number, or its digits in a telephone number. */
function isFound(customer: HeldCustomer, q: string): boolean {
  const { words, numbers } = textsOf(customer);
  const terms = fold(q)
    .split(' ')
    .filter((term) => term !== '');
  return terms.every((term) => {
    const digits = /^[\d+()-]+$/.test(term) ? digitsOf(term) : '';
    const asAddress = foldAddress(term);
    return (
      words.some((text) => text.includes(term) || (asAddress !== '' && text.includes(asAddress))) ||
      (digits.length >= 3 && numbers.some((number) => number.includes(digits)))
    );
  });
}

type Test = (customer: HeldCustomer, asked: string, today: string) => boolean;

/** The filters of the list, as far as one phone can tell: a unit is that very unit, what stands below it is not known here. */
const tests: Readonly<Record<string, Test>> = {
  q: (customer, asked) => isFound(customer, asked),
  kind: ({ row }, asked) => row.kind === asked,
  lifecycle: ({ row }, asked) => row.lifecycle === asked,
  owner: ({ row }, asked) => (asked === 'none' ? row.owner === null : row.owner?.id === asked),
  unit: ({ row }, asked) => row.unit.id === asked,
  industry: ({ row }, asked) => row.industry === asked,
  source: ({ detail }, asked) => detail?.source === asked,
  tag: ({ row }, asked) => row.tags.includes(asked),
  product: ({ detail }, asked) => (detail?.holdings ?? []).some(({ product }) => product === asked),
  hasNextStep: ({ row }, asked) => (row.nextStep !== null) === (asked === 'true'),
  overdue: ({ row }, asked, today) => (row.nextStep !== null && row.nextStep.day < today) === (asked === 'true'),
};

/** Whether a list with this query shows the customer; the page and the order aside. */
export function matches(customer: HeldCustomer, query: URLSearchParams, today: string): boolean {
  const archived = customer.detail !== undefined && customer.detail.archivedAt !== null;
  if (archived !== (query.get('archived') === 'true')) return false;
  return [...query].every(([name, asked]) => tests[name]?.(customer, asked, today) ?? true);
}

const later = '9999-12-31';
const orders: Readonly<Record<CustomerSort, (a: HeldCustomer, b: HeldCustomer) => number>> = {
  recent: (a, b) => compare(b.row.lastActivityAt, a.row.lastActivityAt),
  created: (a, b) => compare(createdAt(b), createdAt(a)),
  name: (a, b) => a.row.name.localeCompare(b.row.name),
  nextStep: (a, b) => compare(a.row.nextStep?.day ?? later, b.row.nextStep?.day ?? later),
};
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const createdAt = ({ row, detail }: HeldCustomer): string => detail?.createdAt ?? row.lastActivityAt;

/** In the order that the query asks for. */
export const inOrder = (customers: readonly HeldCustomer[], query: URLSearchParams): HeldCustomer[] =>
  customers.toSorted(orders[query.get('sort') as CustomerSort] ?? orders.recent);
