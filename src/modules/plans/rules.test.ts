import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/shared/day.ts';
import {
  type Facts,
  lineOf,
  mayBe,
  planStateOf,
  planStates,
  type PlanState,
  planVerbs,
  propose,
  reasonOf,
  transitions,
} from './rules.ts';

const day = '2026-11-24';
const facts = (over: Partial<Facts> & { customerId?: string } = {}): Facts => ({
  customerId: 'a',
  step: null,
  visit: null,
  lastVisitDay: null,
  assignedDay: '2026-11-19',
  onListBefore: false,
  ...over,
});
const step = (stepDay: string, kind = 'visit') => ({ id: `step-${stepDay}`, kind, day: stepDay });

describe('O11 the reason of a line', () => {
  const table: [string, Facts, ReturnType<typeof reasonOf>][] = [
    [
      'a step late',
      facts({ step: step('2026-11-21', 'call') }),
      { code: 'overdueNextStep', params: { days: 3, kind: 'call' } },
    ],
    ['a step due that day', facts({ step: step(day, 'mail') }), { code: 'dueNextStep', params: { kind: 'mail' } }],
    [
      'a step late outweighs an agreed visit',
      facts({ step: step('2026-11-23'), visit: { id: 'v', time: null } }),
      { code: 'overdueNextStep', params: { days: 1, kind: 'visit' } },
    ],
    ['an agreed visit', facts({ visit: { id: 'v', time: '10:00' } }), { code: 'planned', params: {} }],
    [
      'a step to come says nothing of today',
      facts({ step: step('2026-11-25') }),
      { code: 'neverSeen', params: { days: 5 } },
    ],
    ['never seen', facts(), { code: 'neverSeen', params: { days: 5 } }],
    ['assigned today', facts({ assignedDay: day }), { code: 'neverSeen', params: { days: 0 } }],
    ['unseen for 31 days', facts({ lastVisitDay: '2026-10-24' }), { code: 'longUnseen', params: { days: 31 } }],
    ['unseen for 30 days', facts({ lastVisitDay: '2026-10-25' }), { code: 'manual', params: {} }],
    ['seen yesterday', facts({ lastVisitDay: '2026-11-23' }), { code: 'manual', params: {} }],
  ];
  it.each(table)('%s', (_, given, wanted) => {
    expect(reasonOf(given, day)).toEqual(wanted);
  });

  it('O11 a call needs no door, unless a visit was agreed', () => {
    expect(lineOf(facts({ step: step('2026-11-21', 'call') }), day).way).toBe('call');
    expect(lineOf(facts({ step: step('2026-11-21', 'visit') }), day).way).toBe('visit');
    expect(lineOf(facts({ step: step('2026-11-21', 'call'), visit: { id: 'v', time: null } }), day).way).toBe('visit');
    expect(lineOf(facts({ step: step('2026-11-29', 'call') }), day)).toMatchObject({ way: 'visit', followUpId: null });
  });
});

describe('O11 the list proposed', () => {
  const names = (candidates: Facts[], aim: number) =>
    propose(candidates, { day, aim }).lines.map((line) => line.customerId);

  it('O11 late first, the latest before; then due, agreed, left over from the day before, never seen, long unseen', () => {
    const candidates = [
      facts({ customerId: 'unseen', lastVisitDay: '2026-09-01' }),
      facts({ customerId: 'fresh', assignedDay: '2026-11-22' }),
      facts({ customerId: 'older', assignedDay: '2026-11-10' }),
      facts({ customerId: 'due', step: step(day) }),
      facts({ customerId: 'today', step: step('2026-11-23'), onListBefore: true }),
      facts({ customerId: 'late1', step: step('2026-11-22') }),
      facts({ customerId: 'late5', step: step('2026-11-18') }),
      facts({ customerId: 'agreed', visit: { id: 'v', time: '09:30' } }),
    ];
    expect(names(candidates, 20)).toEqual(['late5', 'late1', 'due', 'agreed', 'today', 'fresh', 'older', 'unseen']);
  });

  it('O11 fills up to the aim, counts calls apart, keeps agreed visits, and says what is left', () => {
    const candidates = [
      ...['1', '2', '3'].map((n) => facts({ customerId: `late${n}`, step: step(`2026-11-1${n}`) })),
      ...['1', '2', '3'].map((n) => facts({ customerId: `call${n}`, step: step(`2026-11-1${n}`, 'call') })),
      facts({ customerId: 'agreed', visit: { id: 'v', time: '09:30' } }),
      facts({ customerId: 'fresh' }),
    ];
    const { lines, left } = propose(candidates, { day, aim: 2 });
    expect(lines.map((line) => line.customerId)).toEqual(['late1', 'call1', 'call2', 'agreed']);
    expect(left).toBe(3);
  });

  it('O11 never more visits than the aim or the agreed ones, nobody twice, and nothing due lost without being counted', () => {
    const candidate = fc.record({
      customerId: fc.uuid(),
      step: fc.option(
        fc.record({
          id: fc.uuid(),
          kind: fc.constantFrom('visit', 'call', 'mail'),
          day: fc.integer({ min: -20, max: 5 }),
        }),
      ),
      visit: fc.option(fc.constant({ id: 'v', time: null })),
      unseen: fc.option(fc.integer({ min: 0, max: 90 })),
      onListBefore: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(candidate, { selector: ({ customerId }) => customerId, maxLength: 40 }),
        fc.integer({ min: 0, max: 15 }),
        (made, aim) => {
          const candidates = made.map(({ step: planned, unseen, ...rest }) => ({
            ...rest,
            step: planned === null ? null : { ...planned, day: addDays(day, planned.day) },
            lastVisitDay: unseen === null ? null : addDays(day, -unseen),
            assignedDay: '2026-11-01',
          }));
          const { lines, left } = propose(candidates, { day, aim });
          const agreed = candidates.filter(({ visit }) => visit !== null).length;
          expect(lines.filter((line) => line.way === 'visit').length).toBeLessThanOrEqual(Math.max(aim, agreed));
          expect(new Set(lines.map((line) => line.customerId)).size).toBe(lines.length);
          const due = candidates.filter((one) => one.step !== null && one.step.day <= day).length;
          expect(lines.filter((line) => line.followUpId !== null).length + left).toBe(due);
        },
      ),
    );
  });
});

describe('O11 what may happen to a list', () => {
  it('O11 is submitted before it is confirmed, and is not changed afterwards', () => {
    const allowed = planStates.flatMap((state) =>
      planVerbs.filter((verb) => mayBe(state, verb)).map((verb) => `${state} ${verb}`),
    );
    expect(allowed).toEqual([
      'proposed edit',
      'open edit',
      'open submit',
      'submitted edit',
      'submitted takeBackSubmission',
      'submitted confirm',
      'confirmed takeBackConfirmation',
    ]);
  });

  it('O11 every state can be left, and each verb leads to a state', () => {
    for (const state of planStates)
      for (const next of Object.values(transitions[state])) expect(planStates).toContain<PlanState>(next);
    expect(planStateOf({ submittedAt: null, confirmedAt: null })).toBe('open');
    expect(planStateOf({ submittedAt: 'x', confirmedAt: null })).toBe('submitted');
    expect(planStateOf({ submittedAt: 'x', confirmedAt: 'y' })).toBe('confirmed');
  });
});
