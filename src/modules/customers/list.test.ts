import { randomInt } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { type Client, clientId, testApp } from '../../../test/harness/app.ts';
import { indexGrams, loadSearch } from '#platform/server/search/grams.ts';
import { addPerson, makePerson, makeUnit } from '../org/testing.ts';
import type { CustomerRow } from './contract.ts';
import { customerSorts } from './rules.ts';
import { makeCustomer } from './testing.ts';

interface Page {
  items: CustomerRow[];
  nextCursor: string | null;
}

/** What the model knows of a customer laid into the database. */
interface Laid {
  id: string;
  unit: string;
  owner: string | null;
  name: string;
  activity: string;
  nextStep: string | null;
  lifecycle: string;
}

const seed = randomInt(1_000_000);
let state = seed;
const random = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (state >>> 8) % below;
};
const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;

const app = await testApp();
const admin = await app.company();
const units: string[] = [];
for (const name of ['一隊', '二隊', '三隊', '四隊', '五隊', '六隊'])
  units.push(await makeUnit(admin, { name, parentId: admin.rootUnitId }));
const [first = '', second = ''] = units;
const branch = await makeUnit(admin, { name: '分行', kind: 'branch', parentId: admin.rootUnitId });
const below = await makeUnit(admin, { name: '分行一隊', parentId: branch });
const lead = await makePerson(app, admin, { name: '周主任', unitId: first, position: 'teamLead', leads: true });
const manager = await makePerson(app, admin, { name: '區經理', unitId: branch, position: 'areaManager', leads: true });
const seller = await makePerson(app, admin, { name: '林志豪', unitId: first });
const other = await addPerson(admin, { name: '陳美玲', unitId: second });
const customers: Laid[] = [];
const helped = new Set<string>();

beforeAll(async () => {
  await loadSearch();
  const owners = [seller.personId, lead.personId, manager.personId, other, null];
  for (let count = 0; count < 3_000; count += 1) {
    customers.push({
      id: clientId(app),
      unit: pick([...units, branch, below]),
      owner: pick(owners),
      name: `${pick(['永豐', '錦江', '恆盛', '蜀光'])}${random(1_000)}有限公司${random(40) === 0 ? '瑞' : ''}`,
      // Few different values, so that the id must decide between equals.
      activity: `2026-11-${String(1 + random(20)).padStart(2, '0')}T08:00:00.000Z`,
      nextStep: random(3) === 0 ? `2026-11-${String(1 + random(28)).padStart(2, '0')}` : null,
      lifecycle: pick(['prospect', 'active', 'lost']),
    });
  }
  const column = (read: (customer: Laid) => unknown): unknown[] => customers.map(read);
  await app.sql(
    `insert into customer (company_id, id, kind, name, name_folded, name_sort, lifecycle, unit_id, owner_id, next_step_day, next_step_kind,
       last_activity_at, created_at)
     select $1, id, 'firm', name, name, name, lifecycle, unit, owner, step, case when step is not null then 'call' end, at, at
     from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::date[], $8::timestamptz[])
       as n(id, name, lifecycle, unit, owner, step, at)`,
    [
      admin.companyId,
      column(({ id }) => id),
      column(({ name }) => name),
      column(({ lifecycle }) => lifecycle),
      column(({ unit }) => unit),
      column(({ owner }) => owner),
      column(({ nextStep }) => nextStep),
      column(({ activity }) => activity),
    ],
  );
  await app.sql(
    `insert into customer_search (company_id, customer_id, grams)
     select $1, id, string_to_array(grams, ' ') from unnest($2::uuid[], $3::text[]) as n(id, grams)`,
    [
      admin.companyId,
      column(({ id }) => id),
      column(({ name }) => indexGrams([{ text: name, sound: true }]).join(' ')),
    ],
  );
  for (const { id } of customers.filter(() => random(50) === 0)) {
    helped.add(id);
    for (const role of ['developer', 'server'])
      await app.sql(
        `insert into customer_assignment (company_id, id, customer_id, person_id, role, share, from_day, assigned_at, assigned_by)
         values ($1, $2, $3, $4, $5, 1, '2026-11-01', now(), $4)`,
        [admin.companyId, clientId(app), id, seller.personId, role],
      );
  }
  await app.sql('analyze customer');
  await app.sql('analyze customer_search');
});

/** Every page of a list, fetched one after another. */
async function allPages(client: Client, query: string, between?: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  for (;;) {
    const { status, body } = await client.get<Page>(`/customers?limit=199${query}${cursor}`);
    if (status !== 200) throw new Error(`${status} seed ${seed}`);
    ids.push(...body.items.map(({ id }) => id));
    if (body.nextCursor === null) return ids;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    await between?.();
  }
}

const byId = (one: Laid, two: Laid): number => (one.id < two.id ? -1 : 1);
const by = (read: (customer: Laid) => string, direction: 1 | -1) => (one: Laid, two: Laid) =>
  (read(one) === read(two) ? byId(one, two) : read(one) < read(two) ? -1 : 1) * direction;
// Bytes of UTF-8 and units of UTF-16 order these characters alike.
const orders = {
  recent: by(({ activity }) => activity, -1),
  created: by(({ activity }) => activity, -1),
  name: by(({ name }) => name, 1),
  nextStep: by(({ nextStep }) => nextStep ?? 'infinity', 1),
};

const people: Record<string, { client: Client; sees: (customer: Laid) => boolean }> = {
  'a seller': { client: seller, sees: ({ id, owner }) => owner === seller.personId || helped.has(id) },
  'a lead': { client: lead, sees: ({ unit, owner }) => unit === first || owner === lead.personId },
  'a branch manager': {
    client: manager,
    sees: ({ unit, owner }) => unit === branch || unit === below || owner === manager.personId,
  },
  headquarters: { client: admin, sees: () => true },
};
const filters: Record<string, (customer: Laid) => boolean> = {
  '': () => true,
  '&lifecycle=active': ({ lifecycle }) => lifecycle === 'active',
  '&hasNextStep=true': ({ nextStep }) => nextStep !== null,
  '&overdue=true': ({ nextStep }) => nextStep !== null && nextStep < '2026-11-23',
  '&owner=none': ({ owner }) => owner === null,
  [`&owner=${lead.personId}`]: ({ owner }) => owner === lead.personId,
  [`&unit=${branch}`]: ({ unit }) => unit === branch || unit === below,
  // Common: walked in order. Rare, and absent: asked of the index.
  [`&q=${encodeURIComponent('有限公司')}`]: ({ name }) => name.includes('有限公司'),
  [`&q=${encodeURIComponent('永豐')}&lifecycle=lost`]: ({ name, lifecycle }) =>
    name.includes('永豐') && lifecycle === 'lost',
  [`&q=${encodeURIComponent('瑞')}`]: ({ name }) => name.includes('瑞'),
  [`&q=${encodeURIComponent('錦江永豐')}`]: () => false,
};

const cases = Object.keys(people).flatMap((who) => customerSorts.map((sort) => [who, sort] as const));

it.each(cases)(
  `T1 shows to %s, ordered by %s, exactly what a plain filter of all customers gives (seed ${seed})`,
  async (who, sort) => {
    const person = people[who];
    if (person === undefined) throw new Error(who);
    for (const [query, matches] of Object.entries(filters)) {
      const wanted = customers
        .filter((customer) => person.sees(customer) && matches(customer))
        .toSorted(orders[sort])
        .map(({ id }) => id);
      expect(await allPages(person.client, `&sort=${sort}${query}`), query).toEqual(wanted);
      const counted = await person.client.get(`/customers/count?${query.slice(1)}`);
      expect(counted.body, query).toEqual({ count: wanted.length, more: false });
    }
  },
);

it('keeps its pages when customers are added and change places meanwhile', async () => {
  const before = await allPages(seller, '&sort=recent');
  const added: string[] = [];
  const seen = await allPages(seller, '&sort=recent', async () => {
    added.push((await makeCustomer(seller)).id);
  });
  expect(added.length).toBeGreaterThan(1);
  expect(seen).toEqual(before);
  expect(new Set(await allPages(seller, '&sort=recent'))).toEqual(new Set([...before, ...added]));
});

it('takes no cursor of another order or another person', async () => {
  const { body } = await admin.get<Page>('/customers?sort=recent&limit=1');
  const cursor = encodeURIComponent(body.nextCursor ?? '');
  expect((await admin.get(`/customers?sort=recent&cursor=${cursor}`)).status).toBe(200);
  expect((await admin.get(`/customers?sort=name&cursor=${cursor}`)).status).toBe(422);
  expect((await lead.get(`/customers?sort=recent&cursor=${cursor}`)).status).toBe(422);
});
