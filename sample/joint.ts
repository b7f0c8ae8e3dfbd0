// Joint visits: who leads walks along, mostly with who is new (O7).
import type { Day } from '#platform/shared/day.ts';
import type { Person, Scene } from './scene.ts';
import type { Book, Visit } from './story.ts';
import { chanceOf } from './walker.ts';

const newcomer = '李俊傑';

/** Lets the lead walk along on some visits of his sellers; answers when he is taken. */
export function joinVisits(
  scene: Scene,
  book: Book,
  lead: Person,
  sellers: readonly Person[],
): ReadonlyMap<Day, readonly (readonly [number, number])[]> {
  const { moment } = scene;
  const busy = new Map<Day, (readonly [number, number])[]>();
  const minuteIn = (day: Day, at: number): number => Math.floor((at - moment.at(day, 0)) / 60_000);
  for (const day of [...moment.past, moment.today]) {
    const chance = chanceOf(lead)(`joint ${day}`);
    const fresh = sellers.find(({ name, from }) => name === newcomer && from <= day);
    if (fresh === undefined && !chance.chance(0.45)) continue;
    const seller = fresh ?? chance.pick(sellers);
    const joined = book.visits
      .filter((visit) => visit.person === seller && visit.day === day && visit.cancelled === null && timeOf(visit) > 0)
      .toSorted((a, b) => timeOf(a) - timeOf(b))
      .filter((_, index) => index % 2 === 1)
      .slice(0, day === moment.today ? 3 : chance.int(1, 2));
    for (const visit of joined) {
      visit.companions.push(lead);
      const from = minuteIn(day, timeOf(visit));
      const to = visit.checkOut === null ? from + 22 : minuteIn(day, visit.checkOut.at) + 1;
      busy.set(day, [...(busy.get(day) ?? []), [from, to]]);
    }
  }
  return new Map([...busy].map(([day, spans]) => [day, spans.toSorted((a, b) => a[0] - b[0])]));
}

const timeOf = (visit: Visit): number => visit.checkIn?.at ?? visit.plannedAt ?? 0;
