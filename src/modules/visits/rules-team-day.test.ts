import { expect, it } from 'vitest';
import type { LaneVisit, TeamMember } from './contract-team-day.ts';
import { needsOf, presence } from './rules-team-day.ts';

const at = (hour: number, minute = 0): number => hour * 60 + minute;
const visit = (more: Partial<LaneVisit>): LaneVisit => ({
  id: `v${more.start ?? 'x'}`,
  state: 'checkedOut',
  customer: { id: 'c', name: '錦江建設' },
  start: null,
  end: null,
  planned: null,
  outcome: null,
  intent: null,
  joint: false,
  with: [],
  ...more,
});
const member = (name: string, lane: LaneVisit[], planned = lane.length): TeamMember => ({
  person: { id: name, name },
  unit: { id: 'u', name: '城中團隊' },
  position: 'salesRep',
  visits: 0,
  talks: 0,
  cards: 0,
  intents: 0,
  planned,
  lane,
  now: null,
});

it('names who is stuck, who has not begun and whose doors stay closed, while the day runs', () => {
  const people = [
    member('林', [visit({ state: 'checkedIn', start: at(9) })]),
    member('陳', [visit({ state: 'planned' })]),
    member(
      '張',
      [9, 10, 11].map((hour) => visit({ start: at(hour), end: at(hour, 5), outcome: 'refused' })),
    ),
    member('黃', [visit({ start: at(9), end: at(9, 20), outcome: 'talked', intent: 3 })]),
    member('周', [], 0),
  ];
  const told = (now: number | null) =>
    needsOf(people, now).map(({ kind, person, count }) => [person.name, kind, count]);
  expect(told(at(11, 30))).toEqual([
    ['林', 'stuck', 150],
    ['陳', 'noVisitYet', 1],
    ['張', 'closedDoors', 3],
  ]);
  expect(told(at(10, 59))).toEqual([['張', 'closedDoors', 3]]);
  expect(told(null)).toEqual([]);
});

it('says where somebody is, or where he was last', () => {
  const lane = [visit({ start: at(9), end: at(9, 20) }), visit({ id: 'b', state: 'checkedIn', start: at(10) })];
  expect(presence(lane, (id) => `address of ${id}`)).toMatchObject({
    state: 'inside',
    since: at(10),
    address: 'address of b',
  });
  expect(presence(lane.slice(0, 1), () => null)).toMatchObject({ state: 'left', since: at(9, 20), address: null });
  expect(presence([visit({ state: 'planned' })], () => null)).toBeNull();
});
