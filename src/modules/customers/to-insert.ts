import type { AddressKind, AssignmentRole, ContactPart, CustomerKind, Lifecycle, PhoneKind } from './rules.ts';

export interface PhoneRow {
  typed: string;
  e164: string | null;
  extension: string | null;
  kind: PhoneKind;
}

export interface AddressRow {
  typed: string;
  kind: AddressKind;
  lat: number | null;
  lng: number | null;
}

export interface ContactRow {
  id: string;
  name: string;
  part: ContactPart;
  title: string | null;
  phone: { typed: string; e164: string | null } | null;
  email: string | null;
}

export interface HoldingRow {
  id: string;
  product: string;
  tariff: string | null;
  quantity: number;
  fromDay: string | null;
  toDay: string | null;
  contractEnd: string | null;
  usage: Record<string, unknown>;
}

/** A customer ready to be written: everything read, checked and allowed already. */
export interface CustomerToInsert {
  id: string;
  kind: CustomerKind;
  name: string;
  unitId: string;
  ownerId?: string | null;
  shortName?: string | null;
  taxNumber?: string | null;
  externalId?: string | null;
  industry?: string | null;
  source?: string | null;
  /** Default: prospect. */
  lifecycle?: Lifecycle;
  employees?: number | null;
  website?: string | null;
  email?: string | null;
  foundedDay?: string | null;
  capitalMinor?: number | null;
  phones?: readonly PhoneRow[];
  addresses?: readonly AddressRow[];
  contacts?: readonly ContactRow[];
  tags?: readonly string[];
  holdings?: readonly HoldingRow[];
  /** Since when the owner looks after it; default: today. */
  ownedFromDay?: string;
  helpers?: readonly { personId: string; role: Exclude<AssignmentRole, 'owner'>; share: number; fromDay: string }[];
  /** For what is older than its record (an import of past work, the sample company); default: now. */
  createdAt?: string;
}
