// The telecom district: 19,630 customers and what they hold, in eight areas; each account manager calls on some of his book (T1).
import { addDays, type Day } from '#platform/shared/day.ts';
import type { CustomerToInsert, HoldingRow } from '#modules/customers/public.ts';
import { account, phoneRow } from './accounts.ts';
import { districts } from './cast.ts';
import { dice, type Dice } from './dice.ts';
import { householdFacts, shopFacts, telecomTrade } from './homes.ts';
import { anyName, landline, mobile } from './names.ts';
import type { Organisation } from './organisation.ts';
import type { Person, Scene } from './scene.ts';
import type { Account, Book } from './story.ts';
import { chanceOf, type Part } from './walker.ts';
import { walkDays } from './walk.ts';

/** The working document's own figures. */
export const figures = {
  customers: 19_630,
  holdings: { fixedLine: 9_300, handset: 10_000, broadband: 400, shopPlan: 220 },
} as const;

type Product = keyof typeof figures.holdings;

/** Who holds what: each customer at least one product, so many of them two, until the figures add up. */
const shopsWithBroadband = 30;
const shopsWithLine = 30;
const homesWithBoth = 230;

function bundles(): { kind: 'shop' | 'household'; products: Product[] }[] {
  const { fixedLine, handset, broadband, shopPlan } = figures.holdings;
  const list: { kind: 'shop' | 'household'; products: Product[] }[] = [];
  const add = (count: number, kind: 'shop' | 'household', ...products: Product[]): void => {
    for (let left = count; left > 0; left -= 1) list.push({ kind, products });
  };
  add(shopsWithBroadband, 'shop', 'shopPlan', 'broadband');
  add(shopsWithLine, 'shop', 'shopPlan', 'fixedLine');
  add(shopPlan - shopsWithBroadband - shopsWithLine, 'shop', 'shopPlan');
  add(homesWithBoth, 'household', 'fixedLine', 'broadband');
  add(fixedLine - shopsWithLine - homesWithBoth, 'household', 'fixedLine');
  add(handset, 'household', 'handset');
  add(broadband - shopsWithBroadband - homesWithBoth, 'household', 'broadband');
  return list;
}

const streets: Readonly<Record<(typeof districts)[number], readonly string[]>> = {
  松山區: ['民生東路五段', '八德路四段', '健康路', '延壽街'],
  信義區: ['松仁路', '吳興街', '永吉路', '虎林街'],
  大安區: ['瑞安街', '四維路', '信義路三段', '泰順街'],
  中山區: ['龍江路', '合江街', '吉林路', '北安路'],
  萬華區: ['西園路二段', '東園街', '萬大路', '莒光路'],
  士林區: ['中正路', '文林路', '福國路', '承德路四段'],
  內湖區: ['成功路四段', '內湖路一段', '金湖路', '東湖路'],
  文山區: ['興隆路三段', '木柵路二段', '景興街', '萬美街'],
};

const tariffs: Readonly<Record<Product, readonly string[]>> = {
  fixedLine: ['市話一般型', '市話經濟型', '市話 699 講到飽'],
  handset: ['5G 599', '5G 999', '4G 399', '預付型'],
  broadband: ['光纖 100M', '光纖 300M', '光纖 500M'],
  shopPlan: ['店家通話 899', '店家通話加刷卡 1,299'],
};

const shopNames = [
  '豆漿',
  '麵館',
  '便當',
  '水果行',
  '五金行',
  '眼鏡行',
  '文具店',
  '藥局',
  '機車行',
  '洗衣店',
  '早餐店',
  '雜貨店',
  '髮廊',
  '茶行',
];
const shopBrands = [
  '阿財',
  '永和',
  '大同',
  '金門',
  '福順',
  '新美',
  '三好',
  '吉祥',
  '老張',
  '阿美',
  '順利',
  '合興',
  '東昇',
  '長壽',
  '梅香',
  '源記',
];

/** How far their lists for tomorrow are, one after the other. */
const tomorrows: readonly Part['tomorrow'][] = [
  'submitted',
  'confirmed',
  'submitted',
  'submitted',
  'open',
  'submitted',
  'none',
];

/** How many of a manager's customers he calls on in these weeks. */
const calledOn = 34;

export interface Telecom {
  /** Those nobody has called on yet, by who looks after them. */
  others: ReadonlyMap<Person, CustomerToInsert[]>;
  /** The day they were brought in, and who did. */
  brought: { at: number; by: (owner: Person) => Person };
}

export function workTelecom(scene: Scene, book: Book, organisation: Organisation): Telecom {
  const { moment } = scene;
  const day = moment.past[0] ?? moment.today;
  const at = moment.at(day, 8 * 60 + 10);
  const managers = districts.flatMap((area) => organisation.in(area).filter(({ leads }) => !leads));
  const leadOf = (owner: Person): Person => organisation.in(owner.unitName).find(({ leads }) => leads) ?? owner;
  const chance = dice('telecom');
  const mixed = chance.shuffled(bundles());
  const others = new Map<Person, CustomerToInsert[]>(managers.map((person) => [person, []]));
  const own = new Map<Person, Account[]>(managers.map((person) => [person, []]));
  for (const [index, bundle] of mixed.entries()) {
    const owner = managers[index % managers.length];
    if (owner === undefined) continue;
    const made = customer(scene, chance, { ...bundle, owner, day, at, number: index + 1 });
    const file = `${owner.unitName}客戶.csv`;
    const accounts = own.get(owner) ?? [];
    if (accounts.length < calledOn)
      accounts.push(
        account({
          ...{ record: made.record, owner, created: { at, day, by: leadOf(owner), file }, way: made.way },
          ...{ warmth: chance.next(), facts: made.facts(dice(`facts ${made.record.id}`)) },
        }),
      );
    else others.get(owner)?.push({ ...made.record, unitId: owner.unitId, ownerId: owner.id, ownedFromDay: day });
  }
  for (const [index, person] of managers.entries()) {
    const accounts = own.get(person) ?? [];
    book.accounts.push(...accounts);
    const tomorrow = tomorrows[index % tomorrows.length] ?? 'none';
    walkDays({
      ...{ scene, book, trade: telecomTrade, person, lead: leadOf(person), accounts, finds: [], part: { tomorrow } },
      ...{ busy: new Map(), chance: chanceOf(person) },
    });
  }
  return { others, brought: { at, by: leadOf } };
}

interface Made {
  kind: 'shop' | 'household';
  products: readonly Product[];
  owner: Person;
  day: Day;
  at: number;
  number: number;
}

function customer(scene: Scene, chance: Dice, made: Made) {
  const { kind, products, owner, at, number } = made;
  const today = scene.moment.today;
  const person = anyName(chance);
  const district = districts.find((name) => name === owner.unitName) ?? '松山區';
  const street = chance.pick(streets[district]);
  const house = chance.int(1, 260);
  const floor = kind === 'shop' ? '' : ` ${chance.int(2, 12)} 樓`;
  const lane = chance.chance(0.4) ? ` ${chance.int(2, 199)} 巷` : '';
  const phones = [
    ...(products.some((product) => product !== 'handset') ? [phoneRow(landline(chance))] : []),
    ...(products.includes('handset') || chance.chance(0.25) ? [phoneRow(mobile(chance))] : []),
  ];
  const holdings = products.map((product) => holding(scene, chance, product, at));
  const ends = holdings.some(({ contractEnd }) => contractEnd !== null && contractEnd < addDays(today, 45));
  const record: Omit<CustomerToInsert, 'unitId' | 'ownerId'> = {
    id: scene.id(at),
    kind,
    name: kind === 'shop' ? chance.pick(shopBrands) + chance.pick(shopNames) : person.name,
    externalId: `TEL-${String(number).padStart(6, '0')}`,
    industry: kind === 'shop' ? chance.pick(['retail', 'food', 'otherIndustry']) : null,
    source: 'existing',
    lifecycle: 'active',
    phones,
    addresses: [
      {
        ...{ typed: `台北市${district}${street}${lane} ${house} 號${floor}`, lat: null, lng: null },
        kind: kind === 'shop' ? 'office' : 'home',
      },
    ],
    tags: [...(ends ? ['contractEnding'] : []), ...(chance.chance(0.03) ? ['key'] : [])],
    holdings,
  };
  return {
    record,
    way: `${street}${lane.padStart(6, ' ')}${String(house).padStart(4, '0')}`,
    facts: (own: Dice) =>
      kind === 'shop'
        ? shopFacts(own, today)
        : householdFacts(own, { today, ours: true, broadband: products.includes('broadband') }),
  };
}

function holding(scene: Scene, chance: Dice, product: Product, at: number): HoldingRow {
  const { today } = scene.moment;
  const months = chance.int(1, 60);
  const bound = product !== 'fixedLine' && chance.chance(0.85);
  return {
    id: scene.id(at),
    product,
    tariff: chance.pick(tariffs[product]),
    quantity: 1,
    fromDay: addDays(today, -months * 30),
    toDay: null,
    contractEnd: bound ? addDays(today, chance.int(-15, 720)) : null,
    usage: product === 'handset' ? { gigabytes: chance.int(1, 60) } : { bill: chance.int(3, 20) * 50 },
  };
}
