import type { CustomerKind } from './rules.ts';

/** Whether the number on the record may be a person's own (identity card) instead of a firm's; such a number stays off phones (O8). */
export const mayBeIdentityNumber = (kind: CustomerKind): boolean => kind === 'household' || kind === 'other';

/** A customer as a phone may hold it. */
export const withoutIdentityNumber = <C extends { kind: CustomerKind; taxNumber: string | null }>(customer: C): C =>
  customer.taxNumber === null || !mayBeIdentityNumber(customer.kind) ? customer : { ...customer, taxNumber: null };
