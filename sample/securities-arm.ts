// The securities branch: account managers at bank counters, each with a small book of investors (S5, S7).
import { addDays } from '#platform/shared/day.ts';
import { account, phoneRow } from './accounts.ts';
import { outletsOf } from './cast.ts';
import { dice } from './dice.ts';
import { householdFacts, securitiesTrade } from './homes.ts';
import { anyName, mobile } from './names.ts';
import type { Organisation } from './organisation.ts';
import type { Person, Scene } from './scene.ts';
import type { Account, Book } from './story.ts';
import { chanceOf } from './walker.ts';
import { walkDays } from './walk.ts';

export const investors = 400;

const roads = ['中山路', '文化路', '忠孝東路', '民權街', '和平路', '建國路', '復興街', '光明路'];

export function workSecurities(scene: Scene, book: Book, organisation: Organisation): void {
  const teams = ['第一行銷團隊', '第二行銷團隊'].map((team) => ({
    lead: organisation.in(team).find(({ leads }) => leads),
    managers: outletsOf(team).flatMap((outlet) => [...organisation.in(outlet)]),
  }));
  const managers = teams.flatMap((team) => team.managers);
  const each = Math.floor(investors / managers.length);
  let left = investors - each * managers.length;
  for (const team of teams) {
    for (const [index, person] of team.managers.entries()) {
      const count = each + (left > 0 ? 1 : 0);
      left -= 1;
      const lead = team.lead ?? person;
      const accounts = Array.from({ length: count }, (_, number) => investor(scene, person, lead, number));
      book.accounts.push(...accounts);
      const tomorrow = (['submitted', 'confirmed', 'none'] as const)[index % 3] ?? 'none';
      walkDays({
        ...{ scene, book, trade: securitiesTrade, person, lead, accounts, finds: [], part: { tomorrow } },
        ...{ busy: new Map(), chance: chanceOf(person) },
      });
    }
  }
}

function investor(scene: Scene, owner: Person, lead: Person, number: number): Account {
  const { moment } = scene;
  const chance = dice(`investor ${owner.name} ${number}`);
  const fresh = number % 9 === 8;
  const day = (fresh ? moment.past.at(-chance.int(2, 4)) : moment.past[0]) ?? moment.today;
  const at = moment.at(day, 8 * 60 + 40);
  const { name } = anyName(chance);
  const holds = !fresh && chance.chance(0.45);
  const road = chance.pick(roads);
  const house = chance.int(1, 220);
  return account({
    record: {
      id: scene.id(at),
      kind: 'household',
      name,
      source: holds ? 'existing' : chance.pick(['walkIn', 'referral', 'event']),
      lifecycle: holds ? 'active' : 'prospect',
      phones: [phoneRow(mobile(chance))],
      addresses: [{ typed: `台北市${road} ${house} 號 ${chance.int(2, 14)} 樓`, kind: 'home', lat: null, lng: null }],
      holdings: holds
        ? [
            {
              ...{ id: scene.id(at), product: 'securitiesAccount', tariff: null, quantity: 1, toDay: null },
              ...{ fromDay: addDays(day, -chance.int(90, 2000)), contractEnd: null, usage: {} },
            },
          ]
        : [],
    },
    owner,
    created: { at, day, by: lead, file: '行員轉介名單.xlsx' },
    way: `${road}${String(house).padStart(4, '0')}`,
    warmth: chance.next(),
    facts: householdFacts(chance, { today: moment.today, ours: false, broadband: chance.chance(0.6) }),
  });
}
