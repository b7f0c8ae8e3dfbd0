import type { VisitRow } from '#modules/visits/contract.ts';
import type { PlanLine } from '../contract.ts';

/** One customer of the day, from the list, from a visit, or from both. */
export interface Stop {
  key: string;
  customer: { id: string; name: string };
  address: string | null;
  phone: string | null;
  /** `none`: done without result; `current`: he is inside. */
  state: 'done' | 'none' | 'open' | 'current';
  line: PlanLine | null;
  visit: VisitRow | null;
}

/** Where a visit stands on the day's line. */
export function stateOfVisit({ state, report }: Pick<VisitRow, 'state' | 'report'>): Stop['state'] {
  if (report !== null) return report.outcome === 'talked' ? 'done' : 'none';
  if (state === 'checkedIn') return 'current';
  return state === 'planned' ? 'open' : 'none';
}

/**
 * The day in the order in which it happened and is to happen: what is over by its time, then who is inside, then what is open in the
 * order of the list. A call that is done has no time of its own and stands after the visits.
 */
export function stopsOf(lines: readonly PlanLine[], visits: readonly VisitRow[]): Stop[] {
  const made = visits.filter(({ state }) => state !== 'cancelled');
  const place = new Map(lines.map((line, index) => [line.customer.id, index]));
  const fromVisits = made.map((visit): Stop => {
    const line = lines.find(({ customer }) => customer.id === visit.customer.id) ?? null;
    return {
      key: visit.id,
      customer: { id: visit.customer.id, name: visit.customer.name },
      address: visit.customer.address,
      phone: line?.phone ?? visit.customer.phone,
      state: stateOfVisit(visit),
      line,
      visit,
    };
  });
  const visited = new Set(made.map(({ customer }) => customer.id));
  const fromLines = lines
    .filter(({ customer }) => !visited.has(customer.id))
    .map((line): Stop => {
      const { customer, address, phone, done } = line;
      return { key: customer.id, customer, address, phone, state: done ? 'done' : 'open', line, visit: null };
    });
  const order = { done: 0, none: 0, current: 1, open: 2 } as const;
  const placeOf = (stop: Stop): number => place.get(stop.customer.id) ?? lines.length;
  const timeOf = (stop: Stop): string => stop.visit?.checkIn?.occurredAt ?? '9';
  return [...fromVisits, ...fromLines].toSorted((a, b) => {
    if (order[a.state] !== order[b.state]) return order[a.state] - order[b.state];
    return a.state === 'open' ? placeOf(a) - placeOf(b) : timeOf(a).localeCompare(timeOf(b));
  });
}

/** Who comes next: where he is inside, else the first that is open. */
export const nextStop = (stops: readonly Stop[]): Stop | undefined =>
  stops.find(({ state }) => state === 'current') ?? stops.find(({ state }) => state === 'open');
