// Goals beside those that come with each day's list (T11).
import { addDays, startOfMonth } from '#platform/shared/day.ts';
import type { Organisation } from './organisation.ts';
import type { Person, Scene } from './scene.ts';
import type { Aim, Book } from './story.ts';

interface Goal {
  measure: string;
  amount: number;
}

const ofTheDay: readonly Goal[] = [
  { measure: 'cards', amount: 6 },
  { measure: 'intents', amount: 3 },
];

/** Everybody who walks sets his own for the day; what the month must bring is set by who leads. */
export function setAims(scene: Scene, book: Book, organisation: Organisation): void {
  const { moment } = scene;
  const walkers = new Set(book.plans.map(({ person }) => person));
  const thisMonth = startOfMonth(moment.today);
  const lastMonth = startOfMonth(addDays(thisMonth, -1));
  for (const person of walkers) {
    const lead = leadOf(organisation, person);
    const set = (grain: Aim['grain'], start: string, { measure, amount }: Goal, by = person): void => {
      const day = (grain === 'month' ? moment.past[0] : moment.past.at(-1)) ?? moment.today;
      const at = moment.at(day, grain === 'month' ? 9 * 60 : 17 * 60 + 50);
      book.aims.push({ person, measure, grain, start, amount, by, at, mandatory: by !== person });
    };
    const sells = person.unitName.endsWith('團隊') && !person.unitName.startsWith('第');
    if (sells) for (const goal of ofTheDay) set('day', moment.today, goal);
    const listed = book.plans.some((plan) => plan.person === person && plan.day === moment.next);
    if (sells && !listed && !person.leads) set('day', moment.next, { measure: 'visits', amount: 12 }, lead);
    for (const start of [lastMonth, thisMonth]) {
      const own = person.leads ? 0.5 : 1;
      set('month', start, { measure: 'visits', amount: sells ? Math.round(200 * own) : 80 }, lead);
      if (sells) set('month', start, { measure: 'customersWon', amount: Math.round(15 * own) }, lead);
      else if (person.unitName.endsWith('據點')) set('month', start, { measure: 'customersWon', amount: 4 }, lead);
    }
  }
}

function leadOf(organisation: Organisation, person: Person): Person {
  const lead = organisation.in(person.unitName).find(({ leads }) => leads);
  return lead ?? person;
}
