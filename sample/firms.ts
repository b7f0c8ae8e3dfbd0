// Firms of the office-supplies arm: made-up names in made-up buildings.
import { isUnifiedBusinessNumber } from '#platform/shared/region/tax-number.ts';
import type { ContactPart, CustomerKind } from '#modules/customers/rules.ts';
import type { Dice, IdMaker } from './dice.ts';
import { anyName, calledBy, digits, landline, mobile } from './names.ts';
import type { Contact } from './story.ts';

interface Building {
  name: string;
  street: string;
  floors: number;
  lat: number;
  lng: number;
}

const building = (name: string, street: string, floors: number, lat: number, lng: number): Building => ({
  ...{ name, street, floors, lat, lng },
});

/** Each seller walks in a few of them; in the order of the way. */
export const buildings: Readonly<Record<string, readonly Building[]>> = {
  城中團隊: [
    building('國際大廈', '台北市中正區館前路 51 號', 20, 25.0452, 121.5151),
    building('天府廣場 B 座', '台北市中正區衡陽路 20 號', 15, 25.0423, 121.5133),
    building('城中金融大樓', '台北市中正區重慶南路一段 66 號', 14, 25.0438, 121.5129),
    building('長安世紀大樓', '台北市中山區長安東路一段 18 號', 12, 25.0487, 121.5236),
    building('民權通商大樓', '台北市中山區民權東路二段 46 號', 13, 25.0628, 121.5302),
    building('松江財經大樓', '台北市中山區松江路 158 號', 16, 25.0541, 121.533),
    building('南京國貿中心', '台北市中山區南京東路二段 72 號', 18, 25.0521, 121.5289),
    building('建國經貿大樓', '台北市中山區建國北路二段 33 號', 12, 25.0566, 121.5369),
    building('復興企業大樓', '台北市中山區復興北路 99 號', 14, 25.0509, 121.5441),
    building('敦化世貿雙星', '台北市松山區敦化北路 120 號', 17, 25.0532, 121.5489),
    building('八德資訊大樓', '台北市松山區八德路三段 32 號', 11, 25.0481, 121.5512),
    building('光復商務中心', '台北市松山區光復北路 11 號', 12, 25.0495, 121.5573),
  ],
  城南團隊: [
    building('羅斯福商業大樓', '台北市中正區羅斯福路二段 100 號', 14, 25.0269, 121.5224),
    building('和平企業大樓', '台北市大安區和平東路一段 77 號', 12, 25.0264, 121.5284),
    building('新生通商大樓', '台北市大安區新生南路一段 60 號', 13, 25.0392, 121.5329),
    building('仁愛國貿大樓', '台北市大安區仁愛路三段 26 號', 15, 25.0383, 121.5388),
    building('信義之星', '台北市大安區信義路四段 88 號', 16, 25.0334, 121.5462),
    building('安和商務中心', '台北市大安區安和路一段 49 號', 11, 25.0372, 121.5515),
    building('基隆路科技大樓', '台北市信義區基隆路一段 180 號', 17, 25.0401, 121.5655),
    building('忠孝世紀廣場', '台北市信義區忠孝東路五段 68 號', 18, 25.0408, 121.5687),
  ],
};

const brands = [
  '錦江',
  '恆盛',
  '蜀光',
  '宏遠',
  '德昌',
  '立群',
  '永信',
  '匯通',
  '鼎新',
  '瑞豐',
  '大新',
  '安泰',
  '東亞',
  '華興',
  '中天',
].concat(
  [
    '聯友',
    '正大',
    '展望',
    '卓越',
    '宏嘉',
    '日新',
    '和成',
    '長虹',
    '美盈',
    '利達',
    '信華',
    '光華',
    '凱悅',
    '尚品',
    '明倫',
    '啟明',
    '百川',
  ],
  [
    '千里',
    '遠見',
    '同心',
    '合眾',
    '海天',
    '金石',
    '銀河',
    '天一',
    '學而',
    '博雅',
    '清流',
    '立德',
    '誠美',
    '新橋',
    '翔鷹',
    '佳禾',
    '泰和',
    '順天',
  ],
);

const trades: Readonly<Record<string, readonly [industry: string, form: string]>> = {
  建設: ['construction', '股份有限公司'],
  投資: ['finance', '股份有限公司'],
  設計: ['professional', '有限公司'],
  國際: ['wholesale', '有限公司'],
  貿易: ['wholesale', '有限公司'],
  科技: ['information', '股份有限公司'],
  資訊: ['information', '有限公司'],
  電子: ['electronics', '股份有限公司'],
  實業: ['manufacturing', '股份有限公司'],
  工程: ['construction', '有限公司'],
  顧問: ['professional', '有限公司'],
  廣告: ['media', '有限公司'],
  出版: ['media', '有限公司'],
  文教: ['education', '有限公司'],
  生技: ['health', '股份有限公司'],
  物流: ['transport', '股份有限公司'],
  食品: ['food', '有限公司'],
  開發: ['property', '股份有限公司'],
  機械: ['manufacturing', '股份有限公司'],
  保險代理人: ['finance', '有限公司'],
  法律事務所: ['professional', ''],
  會計師事務所: ['professional', ''],
  旅行社: ['transport', '有限公司'],
};

export interface Firm {
  kind: CustomerKind;
  name: string;
  shortName: string;
  industry: string;
  employees: number;
  /** As sellers say it: 國際大廈 17F-3. */
  address: string;
  /** Orders doors as one walks by them. */
  way: string;
  street: string;
  door: { lat: number; lng: number };
  phone: string;
  taxNumber: string;
  contacts: (at: number) => Contact[];
}

/** A firm that is known beforehand. */
export interface KnownFirm {
  shortName: string;
  door: string;
  employees?: number;
  people?: readonly { name: string; part: ContactPart; title: string }[];
}

/** Makes firms without end, no two with one name or behind one door. */
export function firmMaker(chance: Dice, id: IdMaker, taken: Set<string>) {
  return (where: readonly Building[], fixed?: KnownFirm): Firm => {
    const { shortName, industry, form } = nameOf(chance, taken, fixed?.shortName);
    const house = fixed === undefined ? chance.pick(where) : (where[0] ?? chance.pick(where));
    const floor = doorOf(chance, house, taken, fixed?.door);
    const employees = fixed?.employees ?? Math.round(4 + chance.next() ** 3.4 * 170);
    const foundation = `${shortName.slice(0, 2)}文化基金會`;
    const isPublic = fixed === undefined && !taken.has(foundation) && chance.chance(0.02);
    if (isPublic) taken.add(foundation);
    const name = isPublic ? foundation : `${shortName}${form}`;
    const phone = landline(chance);
    return {
      kind: isPublic ? 'publicInstitution' : 'firm',
      name,
      shortName: isPublic ? name : shortName,
      industry: isPublic ? 'publicSector' : industry,
      employees,
      address: `${house.name} ${floor}`,
      way: `${house.name} ${floor.padStart(6, '0')}`,
      street: house.street,
      door: { lat: house.lat, lng: house.lng },
      phone,
      taxNumber: taxNumber(chance, taken),
      contacts: (at) =>
        fixed?.people?.map((one) => ({ ...one, id: id(at), phone: mobile(chance), email: null })) ??
        contactsOf(chance, id, at, phone),
    };
  };
}

function nameOf(chance: Dice, taken: Set<string>, fixed: string | undefined) {
  for (;;) {
    const trade = fixed?.slice(2) ?? chance.pick(Object.keys(trades));
    const shortName = fixed ?? chance.pick(brands) + trade;
    if (fixed === undefined && taken.has(shortName)) continue;
    taken.add(shortName);
    const [industry, form] = trades[trade] ?? ['otherIndustry', '有限公司'];
    return { shortName, industry, form };
  }
}

function doorOf(chance: Dice, house: Building, taken: Set<string>, fixed: string | undefined): string {
  for (;;) {
    const door = fixed ?? `${chance.int(2, house.floors)}F-${chance.int(1, 8)}`;
    if (fixed === undefined && taken.has(`${house.name} ${door}`)) continue;
    taken.add(`${house.name} ${door}`);
    return door;
  }
}

function taxNumber(chance: Dice, taken: Set<string>): string {
  for (;;) {
    const number = digits(chance, 8);
    if (!isUnifiedBusinessNumber(number) || taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}

const parts = [
  { part: 'gatekeeper', title: '行政助理' },
  { part: 'generalAffairs', title: '總務專員' },
  { part: 'purchasing', title: '採購主任' },
  { part: 'decisionMaker', title: '副總經理' },
] as const;

function contactsOf(chance: Dice, id: IdMaker, at: number, office: string): Contact[] {
  const count = chance.int(1, 3);
  const first = chance.chance(0.6) ? 0 : 1;
  return parts.slice(first, first + count).map(({ part, title }, index) => {
    const person = anyName(chance);
    const known = chance.chance(0.45);
    return {
      id: id(at),
      name: known ? person.name : calledBy(person),
      part,
      title: known ? title : null,
      phone: known ? mobile(chance) : `${office} 分機 ${chance.int(10, 60) * 10 + index}`,
      email: known ? `office${chance.int(1000, 9999)}@firm.example.com` : null,
    };
  });
}
