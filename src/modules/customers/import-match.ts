// Which customer a row of a list means: a table of marks from strong to weak, without I/O.
import type { Candidate, Remark } from '#modules/imports/public.ts';
import type { KnownByMark, KnownCustomer } from './import-known.ts';
import { type ListedCustomer, strengthOf } from './import-read.ts';

export type Match =
  | { is: 'new' }
  | { is: 'known'; customer: KnownCustomer; byNumber: boolean }
  /** `final`: writing it as new would break a number that is unique, so that is no way out. */
  | { is: 'doubtful'; reason: Remark; who: readonly KnownCustomer[]; final: boolean };

const doubtful = (code: string, who: readonly KnownCustomer[], final = false): Match => ({
  is: 'doubtful',
  reason: { code: `imports.reason.${code}` },
  who,
  final,
});

/** Both have a tax number, or both a number of the same list, and they differ. */
const provenTwo = (listed: ListedCustomer, known: KnownCustomer): boolean =>
  (strengthOf(listed) & strengthOf(known)) !== 0;

export function matchOf(listed: ListedCustomer, known: KnownByMark, alikeLine: number | undefined): Match {
  const byExternal = listed.externalId === undefined ? undefined : known.byExternal.get(listed.externalId);
  const byTax = listed.taxNumber === undefined ? undefined : known.byTax.get(listed.taxNumber);
  if (byExternal !== undefined && byTax !== undefined && byExternal !== byTax)
    return doubtful('numbersOfTwo', [byExternal, byTax], true);
  if (byExternal !== undefined) return byItsNumber(listed, byExternal);
  if (byTax !== undefined) {
    const other = listed.externalId !== undefined && byTax.externalId !== null;
    return other ? doubtful('otherNumber', [byTax], true) : { is: 'known', customer: byTax, byNumber: true };
  }
  return byWeakMarks(listed, known, alikeLine);
}

function byItsNumber(listed: ListedCustomer, customer: KnownCustomer): Match {
  if (customer.archived) return doubtful('archived', [customer], true);
  const otherTax =
    listed.taxNumber !== undefined && customer.taxNumber !== null && listed.taxNumber !== customer.taxNumber;
  if (otherTax && listed.nameFolded !== customer.nameFolded) return doubtful('otherTaxNumber', [customer], true);
  return { is: 'known', customer, byNumber: true };
}

function byWeakMarks(listed: ListedCustomer, known: KnownByMark, alikeLine: number | undefined): Match {
  const possible = (customer: KnownCustomer): boolean => !provenTwo(listed, customer);
  const named = known.named(listed.nameFolded).filter(possible);
  const answering = known.answering(listed).filter(possible);
  const sure = named.filter((customer) => answering.includes(customer) || atSameAddress(listed, customer));
  const [only] = sure;
  if (sure.length > 1) return doubtful('severalAlike', sure);
  if (only !== undefined) return { is: 'known', customer: only, byNumber: false };
  if (answering.length > 0) return doubtful('samePhone', answering);
  if (named.length > 0 && listed.kind !== 'household') return doubtful('sameName', named);
  if (alikeLine === undefined) return { is: 'new' };
  return {
    is: 'doubtful',
    reason: { code: 'imports.reason.alikeLine', params: { line: alikeLine } },
    who: [],
    final: false,
  };
}

const atSameAddress = (listed: ListedCustomer, customer: KnownCustomer): boolean =>
  listed.addressFolded !== '' && customer.addresses.some(({ folded }) => folded === listed.addressFolded);

/** Whom the importer may see by name, the others by their team alone; each once. */
export function candidatesOf(who: readonly KnownCustomer[]): Candidate[] {
  const seen = who.map(({ id, name, unitName, visible }) =>
    visible ? { id, name, unit: unitName } : { id: null, name: null, unit: unitName },
  );
  return seen.filter(
    (one, index) => seen.findIndex((other) => other.id === one.id && other.unit === one.unit) === index,
  );
}
