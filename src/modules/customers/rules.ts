/** What a customer is (O2, O16). */
export const customerKinds = ['firm', 'shop', 'household', 'government', 'publicInstitution', 'other'] as const;
export type CustomerKind = (typeof customerKinds)[number];

/** Where a customer stands in its long life, apart from the stage of any deal. */
export const lifecycles = ['prospect', 'active', 'dormant', 'lost'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** What a contact is to our work. An inside contact is a relation of one seller, not a part. */
export const contactParts = [
  'gatekeeper',
  'generalAffairs',
  'user',
  'purchasing',
  'decisionMaker',
  'propertyManager',
  'other',
] as const;
export type ContactPart = (typeof contactParts)[number];

export const phoneKinds = ['fixed', 'mobile', 'fax', 'other'] as const;
export type PhoneKind = (typeof phoneKinds)[number];

export const addressKinds = ['office', 'registered', 'delivery', 'home', 'other'] as const;
export type AddressKind = (typeof addressKinds)[number];

/** `owner` looks after the customer, `developer` won it, `server` serves it beside the owner; shares of one role need not add up. */
export const assignmentRoles = ['owner', 'developer', 'server'] as const;
export type AssignmentRole = (typeof assignmentRoles)[number];

export const customerSorts = ['recent', 'name', 'nextStep', 'created'] as const;
export type CustomerSort = (typeof customerSorts)[number];

/** Dictionaries that a company fills itself; every list that a customer's record points into. */
export const codeLists = [
  'industry',
  'source',
  'tag',
  'product',
  'archiveReason',
  'lifecycleReason',
  'assignReason',
] as const;
export type CodeList = (typeof codeLists)[number];

/** How the state may move: whoever is lost can be won anew, nobody becomes a prospect again who has bought. */
export const lifecycleMoves: Readonly<Record<Lifecycle, readonly Lifecycle[]>> = {
  prospect: ['active', 'lost'],
  active: ['dormant', 'lost'],
  dormant: ['active', 'lost'],
  lost: ['prospect', 'active'],
};

/** A state a customer had, and the business day on which it came. */
interface Had {
  lifecycle: Lifecycle;
  day: string;
}

/** Where it may move from its latest state, newest first in `history`; a slip to active is taken back on its own day. */
export function movesOf(history: readonly [Had, ...Had[]], today: string): readonly Lifecycle[] {
  const [now, before] = history;
  const slip = now.lifecycle === 'active' && before?.lifecycle === 'prospect' && now.day === today;
  return slip ? ['prospect', ...lifecycleMoves.active] : lifecycleMoves[now.lifecycle];
}

/** Won for the first time or anew (T11); one that only slept is not. */
export const isWon = (from: Lifecycle, to: Lifecycle): boolean =>
  to === 'active' && (from === 'prospect' || from === 'lost');

/** Giving somebody up asks why. */
export const lifecycleNeedsReason = (to: Lifecycle): boolean => to === 'dormant' || to === 'lost';

/** Fields a person may change on the record itself; each is one line of the field history. */
export const customerFields = [
  'kind',
  'name',
  'shortName',
  'taxNumber',
  'industry',
  'source',
  'employees',
  'website',
  'email',
  'foundedDay',
  'capitalMinor',
  'phones',
  'addresses',
] as const;
export type CustomerField = (typeof customerFields)[number];

/** Reachable from a telephone's keypad: an extension follows a pause. */
export const telLink = (e164: string, extension: string | null): string =>
  `tel:${e164}${extension === null ? '' : `,${extension}`}`;

/** The way there, in the map people of a country have; the coordinates where they are known, else the address as it stands. */
export function wayTo(
  address: { typed: string; lat: number | null; lng: number | null },
  country: 'TW' | 'CN' | 'HK',
): string {
  const { typed, lat, lng } = address;
  const text = encodeURIComponent(typed);
  if (country === 'CN')
    return lat === null || lng === null
      ? `https://uri.amap.com/search?keyword=${text}`
      : `https://uri.amap.com/navigation?to=${lng},${lat},${text}`;
  const there = lat === null || lng === null ? text : `${lat},${lng}`;
  return `https://www.google.com/maps/dir/?api=1&destination=${there}`;
}

/** An address of the web as typed, as a link that can only lead to the web. */
export const webLink = (website: string): string => (/^https?:\/\//i.test(website) ? website : `https://${website}`);
