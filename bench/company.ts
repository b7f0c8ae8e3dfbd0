// A company of a given size, the same every time: six levels of units, sellers under leads, customers dealt to sellers in turn.
import type { Clock } from '#platform/server/clock.ts';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { execute } from '#platform/server/command/execute.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Actor } from '#platform/shared/actor.ts';
import { newId } from '#platform/shared/id.ts';
import { isRefusal, must } from '#platform/shared/result.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import { insertCustomers } from '#modules/customers/public.ts';
import { openAccount } from '#modules/identity/public.ts';
import { loadActor } from '#modules/org/public.ts';
import { z } from 'zod';
import { foundCompany } from '../src/app/server/found-company.ts';

export const benchPassword = 'only for benchmarks';
export const roles = ['seller', 'lead', 'branch', 'headquarters'] as const;
export type Role = (typeof roles)[number];

export interface BenchCompany {
  companyId: string;
  size: number;
  userNames: Record<Role, string>;
}

/** Customers a seller looks after, and sellers in a team: about what the working documents tell. */
const perSeller = 500;
const perTeam = 10;
const teamsPerArea = 4;
const areasPerBranch = 5;

const surnames = [
  '恆盛',
  '錦江',
  '蜀光',
  '天府',
  '國際',
  '大同',
  '聯華',
  '永豐',
  '宏達',
  '東元',
  '新光',
  '中興',
  '富邦',
  '台塑',
  '華南',
];
const trades = ['建設', '設計', '投資', '貿易', '科技', '印刷', '物流', '會計師事務所', '餐飲', '診所'];
/** A word that stands in five names of the whole company. */
export const rareWord = '鷺鷥';

const nameOf = (index: number, size: number): string => {
  const rare = index % Math.ceil(size / 5) === 7 ? rareWord : '';
  return `${surnames[index % 15]}${trades[Math.floor(index / 15) % 10]}${rare}第${index}號股份有限公司`;
};

interface Person {
  id: string;
  unitId: string;
}

/** Founds a company with `size` customers, through the product's own founding and bulk doors. */
export async function makeCompany(deps: { db: Db; clock: Clock }, size: number): Promise<BenchCompany> {
  const userName = (role: Role) => `${role}${size}`;
  const founded = await foundCompany(deps, {
    company: { name: `測量用公司 ${size}`, region: 'taiwan' },
    admin: { name: '總部', userName: userName('headquarters'), password: benchPassword },
    code: `b${size}`,
  });
  const { companyId, personId, rootUnitId } = must(founded);
  const admin = await loadActor(deps.db, deps.clock, companyId, personId);
  if (admin === undefined) throw new Error('the administrator cannot be loaded');
  const run = <T>(actor: Actor, work: (ctx: WriteContext) => Promise<T>): Promise<T> => inCommand(deps, actor, work);
  const organisation = await run(admin, (ctx) => makeOrganisation(ctx, rootUnitId, size));
  await run(admin, async (ctx) => {
    for (const role of ['seller', 'lead', 'branch'] as const)
      await openAccount(ctx, {
        personId: organisation[role],
        name: role,
        userName: userName(role),
        password: benchPassword,
      });
  });
  const batch = 5_000;
  for (let from = 0; from < size; from += batch)
    await run(admin, (ctx) => insertStretch(ctx, organisation.sellers, from, Math.min(size, from + batch), size));
  return {
    companyId,
    size,
    userNames: {
      seller: userName('seller'),
      lead: userName('lead'),
      branch: userName('branch'),
      headquarters: userName('headquarters'),
    },
  };
}

async function inCommand<T>(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  work: (ctx: WriteContext) => Promise<T>,
): Promise<T> {
  const cmd = command({
    name: 'bench.make',
    version: 1,
    conflict: 'refuse',
    input: z.strictObject({}),
    run: async (ctx) => ({ made: await work(ctx) }),
  });
  const outcome = await execute({ ...deps, subscribers: {} }, actor, cmd, {}, { requestId: 'bench' });
  if (isRefusal(outcome)) throw new Error(outcome.code);
  return outcome.made;
}

async function makeOrganisation(ctx: WriteContext, rootUnitId: string, size: number) {
  const sellers: Person[] = [];
  const people = Math.ceil(size / perSeller);
  let [branch, lead] = ['', ''];
  let path: string[] = [];
  for (let seller = 0; seller < people; seller += 1) {
    if (seller % perTeam === 0) {
      path = await nextTeam(ctx, rootUnitId, path, Math.floor(seller / perTeam));
      const leader = await makePerson(ctx, path.at(-1) ?? '', 'teamLead', true, `隊長${seller}`);
      lead ||= leader;
      branch ||= await makePerson(ctx, path[1] ?? '', 'branchManager', true, '經理');
    }
    const unitId = path.at(-1) ?? '';
    sellers.push({ id: await makePerson(ctx, unitId, 'accountManager', false, `業務${seller}`), unitId });
  }
  return { sellers, seller: sellers[0]?.id ?? '', lead, branch };
}

/** The line of units from the root to a team: company, region, branch, area, team, group; units that stand already are used again. */
async function nextTeam(ctx: WriteContext, rootUnitId: string, before: string[], team: number): Promise<string[]> {
  const newBranch = team % (teamsPerArea * areasPerBranch) === 0;
  const newArea = team % teamsPerArea === 0;
  const branch = newBranch ? await makeUnit(ctx, 'branch', `營業部${team}`, [rootUnitId]) : (before[1] ?? '');
  const area = newArea ? await makeUnit(ctx, 'area', `區${team}`, [rootUnitId, branch]) : (before[2] ?? '');
  const post = newArea ? await makeUnit(ctx, 'outlet', `據點${team}`, [rootUnitId, branch, area]) : (before[3] ?? '');
  const group = newArea
    ? await makeUnit(ctx, 'team', `大隊${team}`, [rootUnitId, branch, area, post])
    : (before[4] ?? '');
  const leaf = await makeUnit(ctx, 'team', `小隊${team}`, [rootUnitId, branch, area, post, group]);
  return [rootUnitId, branch, area, post, group, leaf];
}

async function makeUnit(ctx: WriteContext, kind: string, name: string, above: string[]): Promise<string> {
  const id = ctx.newId();
  const company_id = ctx.actor.companyId;
  await ctx.db.insertInto('unit').values({ company_id, id, kind, name, opened_day: '2020-01-01' }).execute();
  await ctx.db
    .insertInto('unit_edge')
    .values({ company_id, id: ctx.newId(), unit_id: id, parent_id: above.at(-1) ?? '', from_day: '2020-01-01' })
    .execute();
  const chain = [...above, id];
  await ctx.db
    .insertInto('unit_path')
    .values(
      chain.map((ancestor_id, place) => ({
        company_id,
        id: ctx.newId(),
        ancestor_id,
        descendant_id: id,
        depth: chain.length - 1 - place,
        from_day: '2020-01-01',
      })),
    )
    .execute();
  return id;
}

async function makePerson(
  ctx: WriteContext,
  unitId: string,
  position: string,
  leads: boolean,
  name: string,
): Promise<string> {
  const id = ctx.newId();
  const company_id = ctx.actor.companyId;
  await ctx.db
    .insertInto('person')
    .values({ company_id, id, name, name_folded: foldName(name), created_at: ctx.now })
    .execute();
  await ctx.db
    .insertInto('employment')
    .values({ company_id, id: ctx.newId(), person_id: id, kind: 'regular', from_day: '2020-01-01' })
    .execute();
  await ctx.db
    .insertInto('posting')
    .values({ company_id, id: ctx.newId(), person_id: id, unit_id: unitId, position, leads, from_day: '2020-01-01' })
    .execute();
  return id;
}

async function insertStretch(
  ctx: WriteContext,
  sellers: Person[],
  from: number,
  to: number,
  size: number,
): Promise<void> {
  const customers = Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    const seller = sellers[index % sellers.length] ?? { id: '', unitId: '' };
    return {
      id: newId(ctx.clock.now()),
      kind: 'firm' as const,
      name: nameOf(index, size),
      unitId: seller.unitId,
      ownerId: seller.id,
      createdAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
      phones: [
        {
          typed: `02-2${String(index).padStart(7, '0')}`,
          e164: `+8862${String(20_000_000 + index)}`,
          extension: null,
          kind: 'fixed' as const,
        },
      ],
      addresses: [
        {
          typed: `台北市中山北路${(index % 7) + 1}段${(index % 300) + 1}號${(index % 20) + 1}樓`,
          kind: 'office' as const,
          lat: null,
          lng: null,
        },
      ],
    };
  });
  await insertCustomers(ctx, customers);
}
