// The office-supplies branch at work: two teams, their buildings, six weeks, today.
import { addDays, type Day } from '#platform/shared/day.ts';
import { account, phoneRow } from './accounts.ts';
import { dice, type Dice } from './dice.ts';
import { buildings, type Firm, firmMaker, type KnownFirm } from './firms.ts';
import { joinVisits } from './joint.ts';
import { officeFacts, officeTrade } from './office.ts';
import type { Organisation } from './organisation.ts';
import type { Person, Scene } from './scene.ts';
import { playSketch } from './sketch.ts';
import type { Account, Book } from './story.ts';
import { chanceOf, type Part, type Walk } from './walker.ts';
import { walkDays } from './walk.ts';

/** What each begins with, finds, and has just been given. */
interface Share {
  existing: number;
  found: number;
  fresh: number;
}

const full: Share = { existing: 16, found: 34, fresh: 9 };
const shares: Readonly<Record<string, Share>> = {
  李俊傑: { existing: 6, found: 10, fresh: 10 },
  周經理: { existing: 44, found: 4, fresh: 0 },
  吳佩珊: { existing: 40, found: 4, fresh: 0 },
};

const parts: Readonly<Record<string, Part>> = {
  林志豪: { nextStop: '錦江建設', tomorrow: 'none' },
  陳美玲: { forgetsToLeave: true, tomorrow: 'submitted' },
  張雅婷: { tomorrow: 'submitted' },
  黃建國: { tomorrow: 'open' },
  王小明: { closedDoors: true, tomorrow: 'none' },
  李俊傑: { tomorrow: 'confirmed' },
  蔡承翰: { tomorrow: 'submitted' },
  許雅惠: { tomorrow: 'confirmed' },
  何宜庭: { idle: true, tomorrow: 'none' },
};

/** Lets both teams work; who leads comes last, since he walks along with the others. */
export function workOffice(scene: Scene, book: Book, organisation: Organisation): void {
  const taken = new Set<string>();
  for (const team of ['城中團隊', '城南團隊']) {
    const crew = organisation.in(team);
    const lead = crew.find(({ leads }) => leads);
    if (lead === undefined) throw new RangeError(`nobody leads ${team}`);
    const sellers = crew.filter(({ leads }) => !leads);
    const houses = buildings[team] ?? [];
    const make = firmMaker(dice(`firms ${team}`), scene.id, taken);
    for (const [index, person] of sellers.entries()) {
      const own = houses.slice(index * 2, index * 2 + 2);
      const firms = { make: (fixed?: KnownFirm) => make(own, fixed), chance: dice(`book ${person.name}`) };
      const walk = walkOf(scene, book, { person, lead, firms });
      if (person.name === '林志豪')
        playSketch(walk, (found) => firmAccount(scene, person, firms, { ...found, source: 'canvass' }));
      walkDays(walk);
    }
    const busy = joinVisits(scene, book, lead, sellers);
    const firms = { make: () => make(houses), chance: dice(`book ${lead.name}`) };
    walkDays({ ...walkOf(scene, book, { person: lead, lead, firms }), aim: 6, busy });
  }
}

interface Firms {
  make: (fixed?: KnownFirm) => Firm;
  chance: Dice;
}

function walkOf(
  scene: Scene,
  book: Book,
  { person, lead, firms }: { person: Person; lead: Person; firms: Firms },
): Walk {
  const { moment } = scene;
  const share = shares[person.name] ?? full;
  const begun = {
    day: person.from,
    at: moment.at(person.from, 8 * 60 + 25),
    by: lead,
    file: `${lead.unitName}既有客戶.xlsx`,
  };
  const lately = moment.past.at(-1) ?? moment.today;
  const listed = { day: lately, at: moment.at(lately, 17 * 60 + 5), by: lead, file: '商圈名單.xlsx' };
  const many = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
  const accounts = [
    ...many(share.existing, () => firmAccount(scene, person, firms, { ...begun, source: 'existing' })),
    ...many(share.fresh, () => firmAccount(scene, person, firms, { ...listed, source: 'list' })),
  ];
  book.accounts.push(...accounts);
  return {
    scene,
    book,
    trade: officeTrade,
    person,
    lead,
    accounts,
    finds: many(
      share.found,
      () => (at: number, day: Day) => firmAccount(scene, person, firms, { at, day, source: 'canvass' }),
    ),
    ...(person.name === '李俊傑' ? { aim: 6 } : {}),
    part: parts[person.name] ?? { tomorrow: 'none' },
    busy: new Map(),
    chance: chanceOf(person),
  };
}

/** How a firm came into somebody's book. */
interface Found {
  at: number;
  day: Day;
  by?: Person;
  file?: string;
  source: 'existing' | 'list' | 'canvass';
  fixed?: KnownFirm;
}

function firmAccount(scene: Scene, owner: Person, { make, chance }: Firms, found: Found): Account {
  const { fixed, source, ...created } = found;
  const firm = make(fixed);
  const buys = source === 'existing' && chance.chance(0.7);
  const id = scene.id(created.at);
  const holding = {
    ...{ id: scene.id(created.at), product: chance.pick(['officeSupplies', 'paper', 'consumables']), tariff: null },
    ...{ quantity: 1, fromDay: addDays(created.day, -chance.int(60, 900)), toDay: null, contractEnd: null, usage: {} },
  };
  const tag = chance.weighted({ none: 70, key: 8, priceSensitive: 12, competitorHeld: 10 });
  return account({
    record: {
      id,
      kind: firm.kind,
      name: firm.name,
      shortName: firm.shortName,
      taxNumber: source === 'canvass' ? null : firm.taxNumber,
      industry: firm.industry,
      source: source === 'canvass' && chance.chance(0.12) ? 'referral' : source,
      lifecycle: buys ? 'active' : 'prospect',
      employees: firm.employees,
      phones: [phoneRow(firm.phone)],
      addresses: [
        { typed: firm.address, kind: 'office', ...firm.door },
        ...(buys ? [{ typed: firm.street, kind: 'registered' as const, lat: null, lng: null }] : []),
      ],
      tags: tag === 'none' ? [] : [tag],
      holdings: buys ? [holding] : [],
    },
    owner,
    contacts: firm.contacts(created.at),
    created,
    way: firm.way,
    door: firm.door,
    warmth: buys ? 0.5 + chance.next() / 2 : chance.next(),
    facts: officeFacts(chance, firm.employees),
  });
}
