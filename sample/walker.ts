import type { Day } from '#platform/shared/day.ts';
import { dice, type Dice } from './dice.ts';
import type { Person, Scene } from './scene.ts';
import type { Account, Book, Trade } from './story.ts';

/** What makes somebody's today different from chance, so that every screen has something to show. */
export interface Part {
  /** The last doors before now were closed on him. */
  closedDoors?: boolean;
  /** Never left his second visit, as far as the phone knows. */
  forgetsToLeave?: boolean;
  /** Has not begun yet. */
  idle?: boolean;
  /** This customer is the next to be seen. */
  nextStop?: string;
  /** How far tomorrow's list is. */
  tomorrow: 'none' | 'open' | 'submitted' | 'confirmed';
}

export interface Walk {
  scene: Scene;
  book: Book;
  trade: Trade;
  person: Person;
  lead: Person;
  accounts: Account[];
  /** Those nobody knows yet, behind the next doors; each is written down when it is found. */
  finds: ((at: number, day: Day) => Account)[];
  /** Fewer visits a day than the trade asks for: who is new, or leads. */
  aim?: number;
  part: Part;
  /** Taken by something else, e.g. walking along with somebody: [from, to] in minutes. */
  busy: ReadonlyMap<Day, readonly (readonly [number, number])[]>;
  chance(what: string): Dice;
}

/** Chance of one person's own, by what it is asked for. */
export const chanceOf =
  (person: Person) =>
  (what: string): Dice =>
    dice(`${person.name} ${what}`);

/** About so many days after a day; a next step falls on a working day, and never all of a weekend's on its Monday. */
export const dayIn = (walk: Pick<Walk, 'scene'>, day: Day, days: number): Day =>
  walk.scene.moment.ahead(day, Math.max(1, Math.round((days * 5) / 7)));
