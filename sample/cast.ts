// Who is who in the sample company: one company, three arms.
import type { EmploymentKind, Position, UnitKind } from '#modules/org/rules.ts';
import { dice } from './dice.ts';
import { newName } from './names.ts';

export const companyName = '客經示範公司';
export const password = 'kejing-sample-2026';
export const administrator = { name: '何佳穎', userName: 'admin' };

export interface UnitSpec {
  name: string;
  kind: UnitKind;
  /** Name of the unit above; the company itself where there is none. */
  under: string | null;
  outlet?: { address: string; opens: string; closes: string };
}

export interface PersonSpec {
  name: string;
  unit: string;
  position: Position;
  leads: boolean;
  employment: EmploymentKind;
  /** How many working days before today he began; null: long before. */
  newFor: number | null;
}

const office = { opens: '09:00', closes: '18:00' };
const counter = { opens: '09:00', closes: '17:00' };

export const districts = ['松山區', '信義區', '大安區', '中山區', '萬華區', '士林區', '內湖區', '文山區'] as const;
export type District = (typeof districts)[number];

/** Bank outlets where the securities branch posts its account managers, by team. */
const bankOutlets: Readonly<Record<string, readonly [name: string, address: string][]>> = {
  第一行銷團隊: [
    ['示範銀行館前據點', '台北市中正區館前路 28 號'],
    ['示範銀行南京據點', '台北市松山區南京東路四段 16 號'],
  ],
  第二行銷團隊: [
    ['示範銀行板橋據點', '新北市板橋區文化路一段 188 號'],
    ['示範銀行中和據點', '新北市中和區景平路 240 號'],
  ],
};

export const units: readonly UnitSpec[] = [
  {
    name: '城中辦公用品',
    kind: 'branch',
    under: null,
    outlet: { address: '台北市中正區衡陽路 51 號 6 樓', ...office },
  },
  { name: '城中團隊', kind: 'team', under: '城中辦公用品' },
  { name: '城南團隊', kind: 'team', under: '城中辦公用品' },
  { name: '電信分局', kind: 'branch', under: null, outlet: { address: '台北市中山區民生東路二段 90 號', ...office } },
  ...districts.map((name): UnitSpec => ({ name, kind: 'area', under: '電信分局' })),
  { name: '證券營業部', kind: 'branch', under: null, outlet: { address: '台北市中正區博愛路 77 號 3 樓', ...counter } },
  { name: '通路管理部', kind: 'department', under: '證券營業部' },
  { name: '經紀業務綜合室', kind: 'department', under: '證券營業部' },
  ...Object.keys(bankOutlets).map((name): UnitSpec => ({ name, kind: 'team', under: '證券營業部' })),
  ...Object.entries(bankOutlets).flatMap(([under, outlets]) =>
    outlets.map(([name, address]): UnitSpec => ({ name, kind: 'outlet', under, outlet: { address, ...counter } })),
  ),
];

export const outletsOf = (team: string): readonly string[] => (bankOutlets[team] ?? []).map(([name]) => name);

const post = (name: string, unit: string, position: Position, more: Partial<PersonSpec> = {}): PersonSpec => ({
  ...{ name, unit, position, leads: false, employment: 'regular', newFor: null },
  ...more,
});

const named: readonly PersonSpec[] = [
  post('徐振邦', companyName, 'vicePresident'),
  post('高立人', '城中辦公用品', 'branchManager', { leads: true }),
  post('周經理', '城中團隊', 'teamLead', { leads: true }),
  ...['林志豪', '陳美玲', '張雅婷', '黃建國', '王小明'].map((name) => post(name, '城中團隊', 'salesRep')),
  post('李俊傑', '城中團隊', 'salesRep', { employment: 'probation', newFor: 9 }),
  post('吳佩珊', '城南團隊', 'teamLead', { leads: true }),
  ...['蔡承翰', '許雅惠', '謝宗憲', '何宜庭'].map((name) => post(name, '城南團隊', 'salesRep')),
  post('郭明德', '電信分局', 'branchManager', { leads: true }),
  post('羅志成', '證券營業部', 'branchManager', { leads: true }),
  post('簡文雄', '證券營業部', 'deputyManager'),
  post('游惠如', '證券營業部', 'managerAssistant'),
  post('葉淑貞', '證券營業部', 'chiefAccountant'),
  post('莊國強', '通路管理部', 'departmentHead', { leads: true }),
  post('范雅琪', '通路管理部', 'departmentStaff'),
  post('賴正雄', '經紀業務綜合室', 'departmentHead', { leads: true }),
  post('鍾靜怡', '經紀業務綜合室', 'departmentStaff'),
  post('方雅雯', '第一行銷團隊', 'teamLead', { leads: true }),
  post('江宏達', '第二行銷團隊', 'teamLead', { leads: true }),
  post('曾怡萱', '松山區', 'accountManager'),
  post('柯俊宇', '示範銀行館前據點', 'accountManager'),
];

/** Those without a part of their own: four account managers to each area and outlet, and who leads the area. */
function extras(): PersonSpec[] {
  const names = dice('cast');
  const taken = new Set([administrator.name, ...named.map(({ name }) => name)]);
  const people: PersonSpec[] = [];
  const places = [...districts, ...Object.keys(bankOutlets).flatMap(outletsOf)];
  for (const unit of places) {
    const there = named.filter((person) => person.unit === unit).length;
    if (districts.some((name) => name === unit))
      people.push(post(newName(names, taken), unit, 'areaManager', { leads: true }));
    for (let count = there; count < 4; count += 1) people.push(post(newName(names, taken), unit, 'accountManager'));
  }
  return people;
}

export const people: readonly PersonSpec[] = [...named, ...extras()];

/** Who signs in, and who he is. */
export const signIns: readonly { userName: string; is: string }[] = [
  { userName: '林志豪', is: 'sales rep of the office-supplies team 城中團隊: phone home, visits, tomorrow' },
  { userName: '周經理', is: 'leads 城中團隊: the team’s day, its plans, its customers' },
  { userName: '陳美玲', is: 'another sales rep of 城中團隊' },
  { userName: '李俊傑', is: 'new in 城中團隊, accompanied by his lead' },
  { userName: '吳佩珊', is: 'leads the other office-supplies team, 城南團隊' },
  { userName: '蔡承翰', is: 'sales rep of 城南團隊' },
  { userName: '高立人', is: 'manages the office-supplies branch: both teams' },
  { userName: '郭明德', is: 'manages the telecom district: 19,630 customers in eight areas' },
  { userName: '曾怡萱', is: 'account manager of the telecom area 松山區' },
  { userName: '方雅雯', is: 'leads a securities team at two bank outlets' },
  { userName: '柯俊宇', is: 'securities account manager at a bank outlet' },
  { userName: '范雅琪', is: 'staff of the channel department: sees nothing of the field' },
  { userName: administrator.userName, is: 'administrator of the company' },
];
