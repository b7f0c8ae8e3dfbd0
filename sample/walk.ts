// A seller's days, one after the other: the list of the evening before, doors, calls, what comes of them, the next evening.
import type { Day } from '#platform/shared/day.ts';
import { makeCalls } from './calls.ts';
import { bringForward, confirmPlan, makePlan, minuteOf, putLast } from './listing.ts';
import type { VisitOutcome } from '#modules/visits/rules.ts';
import { makeVisit } from './door.ts';
import type { Account, Plan, Visit } from './story.ts';
import type { Walk } from './walker.ts';

const lunch = [12 * 60 + 15, 13 * 60 + 20] as const;
const closing = 17 * 60 + 35;

export function walkDays(walk: Walk): void {
  const { moment } = walk.scene;
  const days = moment.past.filter((day) => day >= walk.person.from);
  let plan: Plan | null = null;
  for (const [index, day] of days.entries()) {
    walkDay(walk, { day, plan, cut: null, daysLeft: days.length - index });
    plan = evening(walk, day, days[index + 1] ?? moment.today);
  }
  const { nextStop } = walk.part;
  if (plan !== null && nextStop !== undefined) putLast(plan, nextStop);
  if (plan !== null) confirmOf(walk, plan);
  walkDay(walk, { day: moment.today, plan, cut: moment.cut, daysLeft: 1 });
  if (plan !== null && nextStop !== undefined) bringForward(plan, nextStop);
  tomorrow(walk);
}

/** The list of the next day; confirmed the same evening, today's a little later in the story, once its order is settled. */
function evening(walk: Walk, day: Day, next: Day): Plan {
  const chance = walk.chance(`evening ${day}`);
  const minute = 17 * 60 + 40 + chance.int(0, 35);
  const plan = makePlan(walk, next, { day, minute });
  plan.submittedAt = walk.scene.moment.at(day, minute + chance.int(2, 8));
  if (next !== walk.scene.moment.today) confirmOf(walk, plan);
  return plan;
}

function confirmOf(walk: Walk, plan: Plan): void {
  const wait = walk.chance(`confirm ${plan.day}`).int(9, 55) * 60_000;
  confirmPlan(walk, plan, walk.lead, (plan.submittedAt ?? plan.madeAt) + wait);
}

function tomorrow(walk: Walk): void {
  const { moment } = walk.scene;
  const how = walk.part.tomorrow;
  if (how === 'none') return;
  const minute = moment.cut - walk.chance('tomorrow').int(12, 40);
  const plan = makePlan(walk, moment.next, { day: moment.today, minute });
  if (how === 'open') return;
  plan.submittedAt = moment.at(moment.today, minute + 3);
  if (how === 'confirmed') confirmPlan(walk, plan, walk.lead, moment.at(moment.today, minute + 9));
}

interface DayOut {
  day: Day;
  plan: Plan | null;
  /** Until when the day has happened; null: all of it. */
  cut: number | null;
  daysLeft: number;
}

function walkDay(walk: Walk, out: DayOut): void {
  const { day, plan, cut } = out;
  if (cut !== null && walk.part.idle) return;
  const chance = walk.chance(day);
  const { room } = walk.trade;
  const most = cut === null ? Math.min(chance.int(...room), walk.aim ?? room[1]) : Infinity;
  const stops = (plan?.lines ?? []).filter(({ visit }) => visit !== null);
  // Most are found at first, when few are known.
  let finds = Math.ceil((walk.finds.length * 1.8) / out.daysLeft - chance.next());
  if (cut !== null) finds = Math.min(walk.finds.length, 2);
  makeCalls(walk, out);
  let clock = 9 * 60 + chance.int(0, 12);
  let made = 0;
  const closed = closedFrom(walk, stops.length, plan, cut);
  const latest = latestStart(walk, cut);
  const go = (account: Account, wish: number, planned: Visit | null): boolean => {
    const start = freeFrom(walk, day, Math.max(clock, wish));
    if (start > latest) return false;
    const forced = made >= closed.from && made < closed.to ? closed.outcomes[made - closed.from] : undefined;
    const open = cut !== null && walk.part.forgetsToLeave === true && made === 1;
    clock = makeVisit(walk, { account, day, start, cut, planned, forced, staysIn: open }) + chance.int(4, 13);
    made += 1;
    return true;
  };
  for (const { account, visit, plannedTime } of stops) {
    if (made >= most) break;
    if (cut === null && chance.chance(0.11)) continue;
    if (!go(account, minuteOf(plannedTime ?? '09:00') + chance.int(-4, 8), visit)) break;
    if (finds > 0 && chance.chance(0.5) && findNextDoor(walk, day, clock, go)) finds -= 1;
  }
  if (cut !== null) return;
  while (finds > 0 && findNextDoor(walk, day, clock, go)) finds -= 1;
  callOff(walk, day, stops);
}

/** From when on no door is knocked at any more; whoever is on his way to a next stop is inside none. */
const latestStart = ({ part }: Walk, cut: number | null): number =>
  cut === null ? closing : cut - (part.nextStop === undefined ? 2 : 30);

/** A door nobody had on a list. */
function findNextDoor(
  walk: Walk,
  day: Day,
  clock: number,
  go: (account: Account, wish: number, planned: null) => boolean,
): boolean {
  const find = walk.finds[0];
  if (find === undefined) return false;
  const start = freeFrom(walk, day, clock);
  if (start > latestStart(walk, day === walk.scene.moment.today ? walk.scene.moment.cut : null)) return false;
  walk.finds.shift();
  const account = find(walk.scene.moment.at(day, start) - 40_000, day);
  walk.accounts.push(account);
  walk.book.accounts.push(account);
  return go(account, start, null);
}

/** What could not be made: some of it called off in the evening with the reason, the rest left standing on the day. */
function callOff(walk: Walk, day: Day, stops: readonly { visit: Visit | null }[]): void {
  const chance = walk.chance(`off ${day}`);
  for (const { visit } of stops)
    if (visit !== null && visit.checkIn === null && chance.chance(0.3))
      visit.cancelled = {
        at: walk.scene.moment.at(day, 17 * 60 + 38),
        reason: chance.pick(['客戶臨時改期', '時間不夠，改排下次', '窗口請假', '大樓停電不開放']),
      };
}

function freeFrom(walk: Walk, day: Day, minute: number): number {
  let free = minute > lunch[0] && minute < lunch[1] ? lunch[1] + (minute % 7) : minute;
  for (const [from, to] of walk.busy.get(day) ?? []) if (free > from - 16 && free < to) free = to + 4;
  return free;
}

const shut: VisitOutcome[] = ['refused', 'noSoliciting', 'refused'];

/** Which of today's visits stay closed doors: the last three that fit in before now. */
function closedFrom(walk: Walk, stops: number, plan: Plan | null, cut: number | null) {
  if (cut === null || walk.part.closedDoors !== true || plan === null) return { from: 0, to: 0, outcomes: shut };
  const before = plan.lines.filter((line) => line.visit !== null && minuteOf(line.plannedTime ?? '') < cut - 30).length;
  const from = Math.max(0, Math.min(stops, before) - 3);
  return { from, to: Infinity, outcomes: [...shut, 'refused', 'refused', 'refused', 'refused'] as VisitOutcome[] };
}
