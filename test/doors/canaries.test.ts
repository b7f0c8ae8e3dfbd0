import { beforeAll, expect, it } from 'vitest';
import { testApp } from '../harness/app.ts';
import {
  canaryOf,
  canaryPhone,
  type Cast,
  credentials,
  gather,
  type Owner,
  owners,
  type Role,
  roles,
  sight,
} from './cast.ts';
import { multipart, Things, today } from './things.ts';

type Somebody = Exclude<Owner, 'nobody'>;
const people = owners.filter((owner): owner is Somebody => owner !== 'nobody');
const signedIn = roles.filter((role) => role !== 'anonymous' && role !== 'leaver');

let cast: Cast;

/** One of everything for everybody, all of it full of his canary. */
beforeAll(async () => {
  cast = await gather(await testApp());
  for (const owner of people) {
    const things = new Things(cast, owner, false);
    await things.archivedCustomer();
    await things.visit('planned');
    await things.visit('reported');
    for (const state of ['open', 'done', 'dropped'] as const) await things.step(state);
    await things.plan('confirmed');
    await things.import();
  }
});

async function ask(role: Role, path: string) {
  const response = await cast.app.node.server.inject({ url: `/api/v1${path}`, headers: credentials(cast, role) });
  return { status: response.statusCode, text: response.body };
}

const hiddenFrom = (role: Role): Somebody[] => people.filter((owner) => !sight[role].includes(owner));

/** Whose words or numbers stand in an answer although the role may not see them. */
const leaked = (role: Role, text: string): Somebody[] =>
  hiddenFrom(role).filter(
    (owner) =>
      text.includes(canaryOf(owner)) ||
      text.includes(canaryPhone(owner)) ||
      text.includes(`+886${canaryPhone(owner).slice(1)}`),
  );

/** Every list, with what steers it; `person` and `unit` are tried with everybody's. */
const lists = (person: string, unit: string): string[] => [
  ...['recent', 'name', 'nextStep', 'created'].map((sort) => `/customers?limit=200&sort=${sort}`),
  '/customers?archived=true&limit=200',
  '/customers?hasNextStep=true&limit=200',
  '/customers?owner=none&limit=200',
  `/customers?owner=${person}&limit=200`,
  `/customers?unit=${unit}&limit=200`,
  `/next-steps?person=${person}`,
  ...['overdue', 'today', 'week'].map((due) => `/next-steps?due=${due}&person=${person}`),
  `/visits?day=${today}&person=${person}`,
  `/team-day?unit=${unit}&day=${today}`,
  `/plans/2026-11-24?person=${person}`,
  '/plans/next',
  `/plans?day=2026-11-24&unit=${unit}`,
  '/plans',
  `/board?person=${person}`,
  `/board/entries?person=${person}&measure=visits&from=${today}&to=${today}`,
  `/targets?person=${person}&from=2026-11-01&to=2026-12-31`,
  '/imports',
  '/people?limit=200',
  '/people?state=left',
  `/people?unitId=${unit}`,
  `/people/${person}`,
  '/units',
  '/calendars',
  '/forms',
  '/me',
];

it.each(signedIn)('shows %s nothing in any list that a stranger wrote', async (role) => {
  const wrong: string[] = [];
  for (const owner of people) {
    const { personId, unitId } = cast.members[owner];
    for (const path of lists(personId, unitId)) {
      const { status, text } = await ask(role, path);
      if (status >= 500) wrong.push(`${path}: ${status}`);
      for (const stranger of leaked(role, text)) wrong.push(`${path}: shows what ${stranger} wrote`);
    }
  }
  expect(wrong).toEqual([]);
});

it.each(signedIn.filter((role) => role !== 'staff'))('finds %s no stranger by name, phone or address', async (role) => {
  for (const owner of hiddenFrom(role))
    for (const word of [canaryOf(owner), canaryPhone(owner), `信義路 ${canaryOf(owner)}`]) {
      const q = encodeURIComponent(word);
      expect(JSON.parse((await ask(role, `/customers?q=${q}`)).text), word).toMatchObject({ items: [] });
      expect(JSON.parse((await ask(role, `/customers/count?q=${q}`)).text), word).toEqual({ count: 0, more: false });
      expect(leaked(role, (await ask(role, `/customers/alike?phone=${q}&name=${q}`)).text)).toEqual([]);
      expect(leaked(role, (await ask(role, `/people?q=${q}`)).text)).toEqual([]);
    }
});

it.each(['seller', 'lead', 'manager', 'admin'] as const)('finds %s what he may see by the same words', async (role) => {
  for (const owner of sight[role].filter((each) => each !== 'staff'))
    for (const word of [canaryOf(owner), canaryPhone(owner)]) {
      const { text } = await ask(role, `/customers?q=${encodeURIComponent(word)}`);
      expect(text).toContain(canaryOf(owner));
    }
});

it('tells an importer of a stranger with the same phone the team alone', async () => {
  const { server } = cast.app.node;
  const { cookie } = cast.members.lead.client;
  const file = multipart({ kind: 'customers' }, 'list.csv', `公司名稱,電話\n別家行號,${canaryPhone('peer')}\n`);
  const uploaded = await server.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { cookie, ...file.headers },
    payload: file.body,
  });
  const { id } = uploaded.json<{ id: string }>();
  await server.inject({ method: 'POST', url: `/api/v1/imports/${id}/rehearsal`, headers: { cookie } });
  await expect
    .poll(async () => JSON.parse((await ask('lead', `/imports/${id}`)).text))
    .toMatchObject({ state: 'rehearsed' });
  const { text } = await ask('lead', `/imports/${id}/rows`);
  expect(JSON.parse(text)).toMatchObject({
    items: [{ verdict: 'doubtful', candidates: [{ id: null, name: null, unit: '城南團隊' }] }],
  });
  for (const path of ['', '/rows', '/refused.csv']) {
    const answer = await ask('lead', `/imports/${id}${path}`);
    expect(answer.text).not.toContain(canaryOf('peer'));
  }
});

it('wakes nobody for what happens beyond his sight', async () => {
  const { server } = cast.app.node;
  const origin = server.server.listening ? server.listeningOrigin : await server.listen({ port: 0 });
  const stop = new AbortController();
  const stream = await fetch(`${origin}/api/v1/live`, { headers: credentials(cast, 'seller'), signal: stop.signal });
  let heard = '';
  const listening = stream.body?.pipeTo(
    new WritableStream({ write: (chunk: Uint8Array) => void (heard += new TextDecoder().decode(chunk)) }),
  );
  const strangers = [];
  for (const owner of ['peer', 'colleague', 'outsider'] as const)
    strangers.push(await new Things(cast, owner, true).customer());
  const own = await new Things(cast, 'seller', true).customer();
  await expect.poll(() => heard, { timeout: 5_000 }).toContain(own);
  for (const id of strangers) expect(heard).not.toContain(id);
  stop.abort();
  await listening?.catch(() => {});
});
