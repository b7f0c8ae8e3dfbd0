import { describe, expect, it } from 'vitest';
import type { VisitRow } from '#modules/visits/contract.ts';
import type { PlanLine } from '../contract.ts';
import { nextStop, stopsOf } from './stops.ts';

const line = (id: string, over: Partial<PlanLine> = {}): PlanLine => ({
  customer: { id, name: id },
  address: null,
  phone: null,
  followUp: null,
  way: 'visit',
  reason: { code: 'neverSeen', params: { days: 1 } },
  plannedTime: null,
  visitId: null,
  done: false,
  ...over,
});
const visit = (id: string, customerId: string, over: Partial<VisitRow> = {}): VisitRow => ({
  id,
  kind: 'first',
  state: 'planned',
  day: '2026-11-23',
  plannedDay: '2026-11-23',
  plannedTime: null,
  customer: { id: customerId, name: customerId, kind: 'firm', address: null, phone: null },
  person: { id: 'p', name: 'p' },
  companions: [],
  checkIn: null,
  report: null,
  checkOut: null,
  cancellation: null,
  version: 1,
  ...over,
});
const checkIn = (occurredAt: string) => ({ occurredAt, recordedAt: occurredAt, distance: null, doubts: [] });
const report = (outcome: 'talked' | 'refused') => ({
  recordedAt: '2026-11-23T03:00:00.000Z',
  changedAt: null,
  outcome,
  intent: null,
  headCount: null,
  sentence: null,
});

describe('T11 the day on the phone', () => {
  it('T11 what is over comes by its time, then who is inside, then the list in its order', () => {
    const lines = [
      line('later'),
      line('sooner'),
      line('inside'),
      line('over'),
      line('called', { way: 'call', done: true }),
    ];
    const visits = [
      visit('v1', 'sooner'),
      visit('v2', 'later'),
      visit('v3', 'inside', { state: 'checkedIn', checkIn: checkIn('2026-11-23T03:30:00.000Z') }),
      visit('v4', 'beside', {
        state: 'checkedOut',
        checkIn: checkIn('2026-11-23T01:00:00.000Z'),
        report: report('refused'),
      }),
      visit('v5', 'over', {
        state: 'reported',
        checkIn: checkIn('2026-11-23T02:00:00.000Z'),
        report: report('talked'),
      }),
      visit('v6', 'withdrawn', { state: 'cancelled' }),
    ];
    const stops = stopsOf(lines, visits);
    expect(stops.map(({ customer, state }) => [customer.id, state])).toEqual([
      ['beside', 'none'],
      ['over', 'done'],
      ['called', 'done'],
      ['inside', 'current'],
      ['later', 'open'],
      ['sooner', 'open'],
    ]);
    expect(nextStop(stops)?.customer.id).toBe('inside');
  });

  it('T11 the next stop is the first open one; none when all is done', () => {
    expect(nextStop(stopsOf([line('a', { done: true }), line('b')], []))?.customer.id).toBe('b');
    expect(nextStop(stopsOf([line('a', { done: true })], []))).toBeUndefined();
  });
});
