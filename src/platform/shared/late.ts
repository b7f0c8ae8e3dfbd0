const day = 24 * 60 * 60_000;

/** How many days back a phone that was away may bring what happened or was written; beyond that an instant is a mistake. */
export const longestLateDays = 45;
export const longestLate = longestLateDays * day;
/** How far a phone's clock may run ahead. */
const longestAhead = day;

/** Whether an instant told by a client can be believed; milliseconds. */
export const plausible = (occurredAt: number, now: number): boolean =>
  now - occurredAt <= longestLate && occurredAt - now <= longestAhead;
