import type { CustomerKind, CustomerSort, Lifecycle } from '../rules.ts';
import { customerKinds, customerSorts, lifecycles } from '../rules.ts';

/** What the list shows, as it stands in the address. */
export interface ListState {
  q?: string | undefined;
  kind?: CustomerKind | undefined;
  lifecycle?: Lifecycle | undefined;
  /** `mine`, `none` for those nobody looks after, or a person's id. */
  owner?: string | undefined;
  unit?: string | undefined;
  industry?: string | undefined;
  source?: string | undefined;
  tag?: string | undefined;
  product?: string | undefined;
  steps?: 'overdue' | 'none' | undefined;
  archived?: 'yes' | undefined;
  sort?: CustomerSort | undefined;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value);
const word = (value: unknown, most = 60): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, most) || undefined : undefined;
const id = (value: unknown): string | undefined => (typeof value === 'string' && uuid.test(value) ? value : undefined);

/** Whatever stands in the address, as a list that can be asked for. */
export const readListState = (raw: Readonly<Record<string, unknown>>): ListState => ({
  q: word(raw['q'], 100),
  kind: oneOf(customerKinds, raw['kind']),
  lifecycle: oneOf(lifecycles, raw['lifecycle']),
  owner: oneOf(['mine', 'none'], raw['owner']) ?? id(raw['owner']),
  unit: id(raw['unit']),
  industry: word(raw['industry']),
  source: word(raw['source']),
  tag: word(raw['tag']),
  product: word(raw['product']),
  steps: oneOf(['overdue', 'none'], raw['steps']),
  archived: oneOf(['yes'], raw['archived']),
  sort: oneOf(customerSorts, raw['sort']),
});

const given = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** The filters as the API takes them, without order and page. */
export function filterQuery(state: ListState, meId: string) {
  const { q, kind, lifecycle, owner, unit, industry, source, tag, product, steps, archived } = state;
  return given({
    ...{ q, kind, lifecycle, unit, industry, source, tag, product },
    owner: owner === 'mine' ? meId : owner,
    hasNextStep: steps === 'none' ? ('false' as const) : undefined,
    overdue: steps === 'overdue' ? ('true' as const) : undefined,
    archived: archived === 'yes' ? ('true' as const) : undefined,
  });
}

/** Nothing chosen: no search, no filter. */
export const noFilter: Omit<ListState, 'sort'> = {
  q: undefined,
  kind: undefined,
  lifecycle: undefined,
  owner: undefined,
  unit: undefined,
  industry: undefined,
  source: undefined,
  tag: undefined,
  product: undefined,
  steps: undefined,
  archived: undefined,
};

/** How many filters narrow the list, the search word aside. */
export const filterCount = (state: ListState): number =>
  Object.entries(state).filter(([key, value]) => value !== undefined && key !== 'q' && key !== 'sort').length;
