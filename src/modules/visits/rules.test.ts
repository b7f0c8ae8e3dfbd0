import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  doubtsOf,
  formFor,
  gistOf,
  metresBetween,
  outcomes,
  refusedStreak,
  stateOf,
  visitStates,
  type VisitVerb,
  visitVerbs,
  worthOf,
} from './rules.ts';

describe('what may happen to a visit', () => {
  it.each([
    ['planned', 'replan', 'planned'],
    ['planned', 'checkIn', 'checkedIn'],
    ['planned', 'report', 'reported'],
    ['planned', 'cancel', 'cancelled'],
    ['checkedIn', 'report', 'reported'],
    ['checkedIn', 'checkOut', 'checkedOut'],
    ['reported', 'report', 'reported'],
    ['reported', 'checkOut', 'checkedOut'],
    ['checkedOut', 'report', 'checkedOut'],
  ] as const)('%s, %s → %s', (from, verb, to) => {
    expect(after(from, verb)).toBe(to);
  });

  it('and nothing else may', () => {
    const allowed = visitStates.flatMap((state) => visitVerbs.filter((verb) => after(state, verb) !== undefined));
    expect(allowed).toHaveLength(9);
  });

  it('the dated rows always say the state that the table says, whatever is tried in whatever order', () => {
    const verbs = fc.array(fc.constantFrom(...visitVerbs), { maxLength: 12 });
    fc.assert(
      fc.property(verbs, (tried) => {
        const rows = { checkedIn: false, reported: false, checkedOut: false, cancelled: false };
        let left = 0;
        for (const verb of tried) {
          const next = after(stateOf(rows), verb);
          if (next === undefined) continue;
          writeRow(rows, verb);
          if (verb === 'checkOut') left += 1;
          if (stateOf(rows) !== next) return false;
        }
        // Nobody leaves twice, reports or leaves without having come, or comes to what was called off.
        return left <= 1 && (!rows.checkedOut || rows.checkedIn) && !(rows.cancelled && rows.checkedIn);
      }),
      { verbose: true },
    );
  });
});

function writeRow(rows: Record<'checkedIn' | 'reported' | 'checkedOut' | 'cancelled', boolean>, verb: VisitVerb): void {
  if (verb === 'checkIn' || verb === 'report') rows.checkedIn = true;
  if (verb === 'report') rows.reported = true;
  if (verb === 'checkOut') rows.checkedOut = true;
  if (verb === 'cancel') rows.cancelled = true;
}

describe('what is doubtful about a check-in', () => {
  const now = Date.parse('2026-11-23T02:00:00Z');
  const good = { occurredAt: now, recordedAt: now, accuracy: 12, distance: 30, implied: false };
  it.each([
    [{}, []],
    [{ accuracy: null, distance: null }, ['noPosition']],
    [{ accuracy: 900, distance: 700 }, ['inaccurate']],
    [{ accuracy: 900, distance: 1_300 }, ['inaccurate', 'far']],
    [{ distance: 320 }, ['far']],
    [{ distance: 310 }, []],
    [{ occurredAt: now - 16 * 60_000 }, ['late']],
    [{ occurredAt: now + 3 * 60_000 }, ['clockAhead']],
    [{ implied: true, accuracy: null, distance: null }, ['implied']],
  ])('%j → %j', (facts, doubts) => {
    expect(doubtsOf({ ...good, ...facts })).toEqual(doubts);
  });

  it('measures metres on the globe', () => {
    const taipei101 = { lat: 25.033_964, lng: 121.564_468 };
    expect(metresBetween(taipei101, taipei101)).toBe(0);
    // Taipei Main Station, 5.2 km away as any map says.
    expect(metresBetween(taipei101, { lat: 25.047_778, lng: 121.517_222 })).toBeGreaterThan(4_900);
    expect(metresBetween(taipei101, { lat: 25.047_778, lng: 121.517_222 })).toBeLessThan(5_100);
  });
});

describe('what a visit is worth', () => {
  const worth = (report: Parameters<typeof worthOf>[0]) => worthOf(report).map(({ measure }) => measure);
  const said = { outcome: 'talked', intent: null, cardReceived: false } as const;
  it.each([
    [null, ['visits']],
    [{ ...said, outcome: 'nobody' }, ['visits']],
    [said, ['visits', 'talks']],
    [{ ...said, intent: 2 }, ['visits', 'talks']],
    [{ ...said, intent: 3 }, ['visits', 'talks', 'intents']],
    [{ ...said, intent: 4, cardReceived: true }, ['visits', 'talks', 'cards', 'intents']],
    [{ ...said, outcome: 'busy', cardReceived: true }, ['visits', 'cards']],
  ] as const)('%j → %j', (report, measures) => {
    expect(worth(report)).toEqual(measures);
  });
});

it('reads what all forms share, with or without how it is known', () => {
  expect(
    gistOf({ intent: 4, headCount: { value: 45, basis: 'asked' }, sentence: '好', exchanged: ['cardReceived'] }),
  ).toEqual({ intent: 4, headCount: 45, sentence: '好', cardReceived: true });
  expect(gistOf({ intent: 'x', headCount: { value: 1.5 } })).toEqual({
    intent: null,
    headCount: null,
    sentence: null,
    cardReceived: false,
  });
});

it('O2 counts the doors closed in a row from the latest report back', () => {
  expect(refusedStreak(['refused', null, 'noSoliciting', 'refused', 'talked', 'refused'])).toBe(3);
  expect(refusedStreak([null, 'talked', 'refused'])).toBe(0);
  expect(refusedStreak([])).toBe(0);
  expect(outcomes).toContain('noSoliciting');
});

it('gives shops and households their own form', () => {
  expect(['firm', 'shop', 'household', 'government'].map(formFor)).toEqual(['office', 'shop', 'household', 'office']);
});
