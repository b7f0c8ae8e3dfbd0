import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockersOf, dependentsOf, nextToSend, type Queued, restAfter, verdictOf } from './rules.ts';

const entry = (place: number, ties: Partial<Queued> = {}): Queued => ({
  place,
  id: `e${place}`,
  state: 'pending',
  makes: [],
  changes: [],
  needs: [],
  ...ties,
});
const atOnce = (): number => 0;

describe('O8 the order of sending', () => {
  const customer = entry(1, { makes: ['customer'] });
  const visit = entry(2, { makes: ['visit'], needs: ['customer'] });
  const report = entry(3, { changes: ['visit'] });
  const other = entry(4, { changes: ['elsewhere'] });
  const all = [other, report, visit, customer];

  it('is that of writing', () => {
    expect(nextToSend(all, 0, atOnce)?.id).toBe('e1');
  });

  it('lets what depends on nothing pass while the rest waits', () => {
    const refused = [other, report, visit, { ...customer, state: 'refused' as const }];
    expect(nextToSend(refused, 0, atOnce)?.id).toBe('e4');
    expect(blockersOf(report, refused).map(({ id }) => id)).toEqual(['e2']);
  });

  it('goes on behind what was sent', () => {
    expect(nextToSend([report, visit, { ...customer, state: 'sent' }], 0, atOnce)?.id).toBe('e2');
  });

  it('skips what rests after a failure', () => {
    expect(nextToSend([customer, other], 5, (id) => (id === 'e1' ? 10 : 0))?.id).toBe('e4');
  });

  it('lets what may still be added to come, for a few seconds, and nothing of the same record pass it', () => {
    const checkIn = { ...entry(1, { changes: ['visit'] }), waitsUntil: 6_500 };
    const leaving = entry(2, { changes: ['visit'] });
    expect(nextToSend([checkIn, leaving, other], 0, atOnce)?.id).toBe('e4');
    expect(nextToSend([checkIn, leaving], 6_499, atOnce)).toBeUndefined();
    expect(nextToSend([checkIn, leaving], 6_500, atOnce)?.id).toBe('e1');
    expect(nextToSend([{ ...checkIn, waitsUntil: null }], 0, atOnce)?.id).toBe('e1');
    // The clock was set back an hour.
    expect(nextToSend([{ ...checkIn, waitsUntil: 3_600_000 }], 0, atOnce)?.id).toBe('e1');
  });

  it('a refused change of a record does not hold up what only needs the record', () => {
    const change = entry(1, { changes: ['customer'], state: 'refused' });
    const note = entry(2, { needs: ['customer'] });
    const again = entry(3, { changes: ['customer'] });
    expect(nextToSend([change, note, again], 0, atOnce)?.id).toBe('e2');
    expect(nextToSend([change, again], 0, atOnce)).toBeUndefined();
  });

  it('what is thrown away takes along what would find nothing', () => {
    expect(dependentsOf(customer, all).map(({ id }) => id)).toEqual(['e2', 'e3']);
    expect(dependentsOf(report, all)).toEqual([]);
  });

  it('sends everything once, and nothing before what it waits for', () => {
    const ids = fc.subarray(['a', 'b', 'c', 'd']);
    const queues = fc.array(fc.record({ makes: ids, changes: ids, needs: ids }), { maxLength: 12 });
    fc.assert(
      fc.property(queues, (drawn) => {
        let entries = drawn.map((ties, index) => entry(index, ties));
        for (let sent = 0; sent < drawn.length; sent += 1) {
          const next = nextToSend(entries, 0, atOnce);
          expect(next).toBeDefined();
          expect(blockersOf(next as Queued, entries)).toEqual([]);
          entries = entries.map((one) => (one === next ? { ...one, state: 'sent' as const } : one));
        }
        expect(nextToSend(entries, 0, atOnce)).toBeUndefined();
      }),
    );
  });
});

describe('O8 what an answer means', () => {
  it.each([
    [200, undefined, 'done'],
    [201, undefined, 'done'],
    [401, 'signInFirst', 'signIn'],
    [403, 'notAllowed', 'refused'],
    [404, 'visits.unknown', 'refused'],
    [404, 'noSuchPage', 'later'],
    [408, 'timeout', 'later'],
    [409, 'versionConflict', 'refused'],
    [409, 'contract.newer', 'later'],
    [422, 'invalid', 'refused'],
    [429, 'tooMany', 'later'],
    [500, 'bug', 'later'],
    [503, 'unavailable', 'later'],
  ] as const)('%i %s is %s', (status, code, verdict) => {
    expect(verdictOf(status, code === undefined ? undefined : { code })).toBe(verdict);
  });

  it.each([
    [200, undefined, 'later'],
    [201, undefined, 'later'],
    [401, 'client.unexpected', 'signIn'],
    [403, 'client.unexpected', 'later'],
    [404, 'client.unexpected', 'later'],
    [413, 'client.unexpected', 'refused'],
    [502, 'client.unreachable', 'later'],
  ] as const)('%i of somebody else on the way is %s', (status, code, verdict) => {
    expect(verdictOf(status, code === undefined ? undefined : { code }, false)).toBe(verdict);
  });

  it('rests longer from failure to failure, never beyond a minute, and as long as the server asks', () => {
    expect(restAfter(1, 0)).toBe(500);
    expect(restAfter(3, 1)).toBe(4_000);
    expect(restAfter(99, 1)).toBe(60_000);
    expect(restAfter(1, 0, 90)).toBe(90_000);
  });
});
