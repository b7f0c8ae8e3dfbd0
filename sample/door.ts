// One visit: who comes to the door, what is said, what follows.
import { addDays, type Day } from '#platform/shared/day.ts';
import type { VisitOutcome } from '#modules/visits/rules.ts';
import type { Dice } from './dice.ts';
import { type Account, isGivenUp, type Next, type Step, type Visit } from './story.ts';
import { dayIn, type Walk } from './walker.ts';

export interface Door {
  account: Account;
  day: Day;
  start: number;
  cut: number | null;
  planned: Visit | null;
  forced?: VisitOutcome | undefined;
  staysIn?: boolean;
}

const lengths: Readonly<Record<VisitOutcome, readonly [number, number]>> = {
  talked: [11, 27],
  nobody: [3, 5],
  busy: [4, 8],
  refused: [3, 6],
  noSoliciting: [2, 4],
  movedOut: [3, 5],
  wrongPerson: [5, 9],
};

/** Makes the visit and tells the minute it ended; one that is still running at `cut` has only begun. */
export function makeVisit(walk: Walk, door: Door): number {
  const { account, day, start, cut } = door;
  const { trade, scene } = walk;
  const chance = walk.chance(`${day} ${account.id}`);
  const outcome = door.forced ?? chance.weighted(account.seen === 0 ? trade.first : trade.again);
  const end = start + chance.int(...lengths[outcome]);
  const visit = door.planned ?? unplanned(walk, door);
  const at = scene.moment.at(day, start) + chance.int(0, 50) * 1000;
  const delay = chance.chance(0.04) ? chance.int(20, 70) * 60_000 : chance.int(1, 4) * 1000;
  visit.checkIn = { at, recordedAt: cut === null ? at + delay : at + 2000, position: positionAt(account, chance) };
  if (cut !== null && end > cut) return end;
  const reportedAt = scene.moment.at(day, end) - chance.int(20, 50) * 1000;
  if (outcome === 'talked') talk(account, chance);
  account.seen += 1;
  account.lastVisitDay = day;
  account.lastVisitAt = at;
  const answers =
    outcome === 'talked'
      ? { ...trade.answers(account, chance), sentence: trade.sentence(account, outcome, chance) }
      : { sentence: trade.sentence(account, outcome, chance) };
  visit.report = { outcome, answers, at: Math.max(reportedAt, visit.checkIn.recordedAt) };
  if (door.staysIn !== true)
    visit.checkOut = {
      at: scene.moment.at(day, end),
      recordedAt: Math.max(scene.moment.at(day, end), visit.report.at) + 1000,
    };
  follow(walk, visit, trade.next(account, outcome, chance));
  if (outcome === 'talked' && trade.wins) win(walk, visit, chance);
  if (outcome === 'movedOut') archive(account, visit.report.at + 60_000);
  return end;
}

function unplanned(walk: Walk, { account, day, start }: Door): Visit {
  const { scene, person } = walk;
  const at = scene.moment.at(day, start);
  const visit: Visit = {
    id: scene.id(at),
    account,
    person,
    kind: account.seen === 0 ? 'first' : 'return',
    plannedDay: null,
    plannedAt: null,
    day,
    createdAt: at,
    createdBy: person,
    companions: [],
    checkIn: null,
    report: null,
    checkOut: null,
    cancelled: null,
  };
  walk.book.visits.push(visit);
  return visit;
}

function positionAt({ door }: Account, chance: Dice) {
  if (chance.chance(0.06)) return null;
  const near = (value: number, spread: number): number =>
    Math.round((value + (chance.next() - 0.5) * spread) * 1e6) / 1e6;
  const accuracy = chance.int(8, 45);
  return door === null
    ? { lat: near(25.05, 0.04), lng: near(121.54, 0.06), accuracy }
    : { lat: near(door.lat, 0.0004), lng: near(door.lng, 0.0004), accuracy };
}

/** Every talk moves the intent by the warmth of who is there. */
function talk(account: Account, chance: Dice): void {
  const { warmth } = account;
  if (account.talks === 0) account.intent = warmth > 0.62 ? chance.int(1, 3) : chance.int(0, warmth > 0.3 ? 2 : 1);
  else if (account.lifecycle === 'prospect') {
    const up = warmth > 0.62 ? 0.6 : warmth > 0.3 ? 0.3 : 0.08;
    const step = chance.chance(up) ? 1 : chance.chance(0.2) ? -1 : 0;
    account.intent = Math.min(4, Math.max(0, account.intent + step));
  } else account.intent = chance.int(1, warmth > 0.6 ? 4 : 3);
  account.talks += 1;
}

/** Sets what comes next; whatever stood open with the customer ends with it. */
export function setStep(
  walk: Walk,
  account: Account,
  step: Pick<Step, 'kind' | 'day' | 'note' | 'source' | 'madeAt'>,
): Step {
  if (account.step !== null)
    account.step.done = {
      at: step.madeAt,
      outcome: step.source.kind === 'visit' ? 'visited' : 'replaced',
      note: '',
    };
  const made: Step = { ...step, id: walk.scene.id(step.madeAt), account, done: null, dropped: null };
  account.step = made;
  walk.book.steps.push(made);
  return made;
}

function follow(walk: Walk, visit: Visit, next: Next): void {
  const { account, day, report } = visit;
  const madeAt = report?.at ?? visit.createdAt;
  const source = { kind: 'visit', id: visit.id };
  if (!isGivenUp(next)) {
    setStep(walk, account, { ...next, day: dayIn(walk, day, next.inDays), source, madeAt });
    return;
  }
  const step = setStep(walk, account, { kind: 'visit', day: dayIn(walk, day, 14), note: '', source, madeAt });
  const quietUntil = next.quietDays === null ? null : addDays(day, next.quietDays);
  step.dropped = { at: madeAt + 45_000, reason: next.reason, quietUntil };
  account.step = null;
  account.quietUntil = quietUntil ?? '9999-12-31';
}

function win(walk: Walk, visit: Visit, chance: Dice): void {
  const { account, report, day } = visit;
  if (account.lifecycle !== 'prospect' || report === null) return;
  const ready = account.intent === 4 ? 0.6 : account.intent === 3 && account.talks > 2 ? 0.22 : 0;
  if (!chance.chance(ready)) return;
  account.version += 1;
  walk.book.turns.push({
    ...{ account, from: account.lifecycle, to: 'active', at: report.at + 90_000, day, version: account.version },
  });
  account.lifecycle = 'active';
}

function archive(account: Account, at: number): void {
  if (account.step !== null) account.step.done = { at, outcome: 'visited', note: '' };
  account.step = null;
  account.version += 1;
  account.archived = { at, reason: '已搬離' };
}
