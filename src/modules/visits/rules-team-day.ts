import type { LaneVisit, Need, TeamMember } from './contract-team-day.ts';
import { closedDoors, firstVisitBy, refusedStreak, stuckAfter } from './rules.ts';

/** How long a visit is taken to last where nobody said when it ended; minutes. */
export const usualLength = 20;

const laterFirst = (a: LaneVisit, b: LaneVisit): number => (b.start ?? -1) - (a.start ?? -1);

/** Newest first, of those that have begun. */
export const begun = (lane: readonly LaneVisit[]): LaneVisit[] =>
  lane.filter((visit) => visit.start !== null).toSorted(laterFirst);

/** Where a person is, or was last: from his own latest check-in of the day. */
export function presence(lane: readonly LaneVisit[], addressOf: (visitId: string) => string | null): TeamMember['now'] {
  const [last] = begun(lane);
  if (last === undefined || last.start === null) return null;
  const inside = last.state !== 'checkedOut';
  return {
    state: inside ? 'inside' : 'left',
    customer: last.customer,
    address: addressOf(last.id),
    since: inside ? last.start : (last.end ?? last.start),
    with: last.with,
  };
}

/**
 * What of a running day wants the lead: somebody long inside without leaving, nobody's door opened yet though the morning is over, door
 * after door closed. `now` is in minutes since midnight; on a day that is over nothing is asked any more.
 */
export function needsOf(people: readonly TeamMember[], now: number | null): Need[] {
  if (now === null) return [];
  return people.flatMap((member) => {
    const { person, lane } = member;
    const made = begun(lane);
    const found: Need[] = [];
    const open = made.find((visit) => visit.state === 'checkedIn' || visit.state === 'reported');
    if (open !== undefined && open.start !== null && now - open.start > stuckAfter / 60_000)
      found.push({ kind: 'stuck', person, visitId: open.id, customer: open.customer, count: now - open.start });
    if (made.length === 0 && member.planned > 0 && now >= firstVisitBy * 60)
      found.push({ kind: 'noVisitYet', person, visitId: null, customer: null, count: member.planned });
    const closed = refusedStreak(made.map((visit) => visit.outcome));
    if (closed >= closedDoors)
      found.push({ kind: 'closedDoors', person, visitId: null, customer: null, count: closed });
    return found;
  });
}
