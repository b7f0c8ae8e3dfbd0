// The evening before: tomorrow's list, proposed by the product's own rule, put in walking order, handed in and confirmed.
import { addDays, type Day } from '#platform/shared/day.ts';
import { type Facts, longUnseenDays, propose } from '#modules/plans/rules.ts';
import type { Dice } from './dice.ts';
import type { Person } from './scene.ts';
import type { Account, Plan, PlanLine } from './story.ts';
import type { Walk } from './walker.ts';

const morning = { from: 9 * 60 + 5, length: 185 };
const afternoon = { from: 13 * 60 + 30, length: 225 };

/** So many times spread over the day, without lunch, each on five minutes. */
export function timesOfDay(count: number, chance: Dice): number[] {
  const gap = (morning.length + afternoon.length) / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => {
    const along = (index + 0.1 + chance.next() * 0.12) * gap;
    const minute = along < morning.length ? morning.from + along : afternoon.from + Math.max(0, along - morning.length);
    return Math.round(minute / 5) * 5;
  });
}

export const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/** By code point, so that the order is the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether it is there to be worked when a list for the day is made. */
const playing = (account: Account, day: Day, madeAt: number): boolean =>
  account.archived === null && account.createdAt <= madeAt && (account.playsFrom === null || account.playsFrom <= day);

/** What is known of those a day's list may name: as the product asks its database, here asked of the story. */
function factsFor(walk: Walk, day: Day, made: { day: Day; at: number }, aim: number): Facts[] {
  const listed = new Map(
    walk.book.plans
      .filter((plan) => plan.person === walk.person && plan.day === made.day)
      .flatMap((plan) => plan.lines.map((line) => [line.account, true])),
  );
  const free = walk.accounts.filter(
    (account) =>
      playing(account, day, made.at) &&
      account.step === null &&
      account.lifecycle !== 'lost' &&
      (account.quietUntil === null || account.quietUntil <= made.day) &&
      !listed.has(account),
  );
  const due = walk.accounts.filter(
    (account) => playing(account, day, made.at) && account.step !== null && account.step.day <= day,
  );
  const unseen = free
    .filter((account) => account.lastVisitDay === null)
    .toSorted((a, b) => compare(b.createdDay, a.createdDay) || compare(a.id, b.id));
  const before = addDays(day, -longUnseenDays);
  const long = free
    .filter((account) => account.lastVisitDay !== null && account.lastVisitDay < before)
    .toSorted((a, b) => (a.lastVisitAt ?? 0) - (b.lastVisitAt ?? 0));
  return [...due, ...unseen.slice(0, aim), ...long.slice(0, aim)].map((account) => ({
    customerId: account.id,
    step: account.step === null ? null : { id: account.step.id, kind: account.step.kind, day: account.step.day },
    visit: null,
    lastVisitDay: account.lastVisitDay,
    assignedDay: account.createdDay,
    onListBefore: listed.has(account) && account.lastVisitDay !== made.day,
  }));
}

/** The person's list of a day, made at an instant of the day before. */
export function makePlan(walk: Walk, day: Day, made: { day: Day; minute: number }): Plan {
  const { scene, person, trade, book } = walk;
  const chance = walk.chance(`list ${day}`);
  const aim = walk.aim ?? trade.aim;
  const at = scene.moment.at(made.day, made.minute);
  const { lines } = propose(factsFor(walk, day, { day: made.day, at }, aim), { day, aim });
  const byId = new Map(walk.accounts.map((account) => [account.id, account]));
  const known: PlanLine[] = lines.flatMap((line) => {
    const account = byId.get(line.customerId);
    return account === undefined ? [] : [{ ...line, account, visit: null }];
  });
  const visits = known.filter(({ way }) => way === 'visit').toSorted((a, b) => compare(a.account.way, b.account.way));
  const times = timesOfDay(visits.length, chance);
  const plan: Plan = {
    id: scene.id(at),
    person,
    day,
    aim: Math.max(visits.length, aim),
    madeAt: at,
    submittedAt: null,
    confirmed: null,
    lines: [
      ...visits.map((line, index) => ({ ...line, plannedTime: clockTime(times[index] ?? 9 * 60) })),
      ...known.filter(({ way }) => way === 'call'),
    ],
  };
  book.plans.push(plan);
  book.aims.push({
    ...{ person, measure: 'visits', grain: 'day', start: day, amount: plan.aim, by: person },
    ...{ at, mandatory: false },
  });
  return plan;
}

const visitsOf = (plan: Plan): PlanLine[] => plan.lines.filter(({ way }) => way === 'visit');
const named = (lines: readonly PlanLine[], name: string) => lines.find(({ account }) => account.name.startsWith(name));

function swap(plan: Plan, one: PlanLine, other: PlanLine): void {
  [one.plannedTime, other.plannedTime] = [other.plannedTime, one.plannedTime];
  if (one.visit !== null && other.visit !== null)
    [one.visit.plannedAt, other.visit.plannedAt] = [other.visit.plannedAt, one.visit.plannedAt];
  const calls = plan.lines.filter(({ way }) => way === 'call');
  const byTime = (a: PlanLine, b: PlanLine): number => compare(a.plannedTime ?? '', b.plannedTime ?? '');
  plan.lines = [...visitsOf(plan).toSorted(byTime), ...calls];
}

/** Moves a customer to the end of the day's way. */
export function putLast(plan: Plan, name: string): void {
  const visits = visitsOf(plan);
  const [line, last] = [named(visits, name), visits.at(-1)];
  if (line !== undefined && last !== undefined) swap(plan, line, last);
}

/** Moves a customer to the first place that is still to come. */
export function bringForward(plan: Plan, name: string): void {
  const open = visitsOf(plan).filter(({ visit }) => visit?.checkIn === null);
  const [line, first] = [named(open, name), open[0]];
  if (line !== undefined && first !== undefined) swap(plan, line, first);
}

/** Confirmed by who leads: its visits stand planned from then on. */
export function confirmPlan(walk: Walk, plan: Plan, by: Person, at: number): void {
  const { scene, book } = walk;
  plan.confirmed = { at, by, note: null };
  for (const line of plan.lines.filter(({ way }) => way === 'visit')) {
    const { account } = line;
    line.visit = {
      id: scene.id(at),
      account,
      person: plan.person,
      kind: account.seen === 0 ? 'first' : 'return',
      plannedDay: plan.day,
      plannedAt: line.plannedTime === null ? null : scene.moment.at(plan.day, minuteOf(line.plannedTime)),
      day: plan.day,
      createdAt: at,
      createdBy: by,
      companions: [],
      checkIn: null,
      report: null,
      checkOut: null,
      cancelled: null,
    };
    line.visitId = line.visit.id;
    book.visits.push(line.visit);
  }
}
