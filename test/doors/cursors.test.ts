import { beforeAll, expect, it } from 'vitest';
import type { Endpoint } from '#platform/shared/endpoint.ts';
import { testApp } from '../harness/app.ts';
import { type Cast, gather, type Owner, type Role } from './cast.ts';
import { allEndpoints, knockAs, knocks } from './door.ts';
import { Things } from './things.ts';

let cast: Cast;
let lists: Endpoint[];
const cursors = new Map<string, { own: string; foreign: string }>();

/** The same list asked for by two companies, one row at a time. */
beforeAll(async () => {
  cast = await gather(await testApp());
  lists = [...allEndpoints(cast).values()].filter((endpoint) => 'cursor' in (endpoint.query?.shape ?? {}));
  for (const owner of ['admin', 'outsider'] as const) {
    const things = new Things(cast, owner, false);
    await things.visit('reported');
    await new Things(cast, owner, true).visit('reported');
    await things.step('open');
    await new Things(cast, owner, true).step('open');
    await things.import();
    await new Things(cast, owner, true).import();
    await things.newcomer();
  }
  for (const { id } of lists) {
    const own = await cursorOf('admin', id);
    const foreign = await cursorOf('outsider', id);
    if (own !== undefined && foreign !== undefined) cursors.set(id, { own, foreign });
  }
});

async function ask(role: Role, id: string, query: Record<string, string>) {
  const endpoint = lists.find((one) => one.id === id);
  const knocker = knocks[id];
  if (endpoint === undefined || knocker === undefined) throw new Error(`no such list: ${id}`);
  const things = new Things(cast, role as Owner, false);
  const knock = await knocker(things, things);
  const { unitId: _everywhere, ...others } = knock.query ?? {};
  return knockAs(cast, role, endpoint, { ...knock, query: { ...others, ...query } });
}

async function cursorOf(role: Role, id: string): Promise<string | undefined> {
  const { status, json, text } = await ask(role, id, { limit: '1' });
  expect(status, `${id}: ${text}`).toBe(200);
  return typeof json['nextCursor'] === 'string' ? json['nextCursor'] : undefined;
}

const refused = { status: 422, json: { code: 'cursor', errors: [{ field: 'cursor' }] } };

it('has two pages of nearly every list to try it with', () => {
  // Nothing was decided yet of the file's rows.
  expect([...cursors.keys()].toSorted()).toEqual(
    lists
      .map(({ id }) => id)
      .filter((id) => id !== 'imports.listRows')
      .toSorted(),
  );
});

it('goes on where its own cursor says', async () => {
  for (const [id, { own }] of cursors)
    expect((await ask('admin', id, { limit: '1', cursor: own })).status, id).toBe(200);
});

it("refuses another company's cursor, another list's, and one that was meddled with", async () => {
  for (const [id, { own, foreign }] of cursors) {
    expect(await ask('admin', id, { cursor: foreign }), `${id}: foreign`).toMatchObject(refused);
    for (const [other, { own: elsewhere }] of cursors)
      if (other !== id)
        expect(await ask('admin', id, { cursor: elsewhere }), `${id} with ${other}'s`).toMatchObject(refused);
    for (const meddled of meddledWith(own))
      expect(await ask('admin', id, { cursor: meddled }), `${id}: ${meddled}`).toMatchObject(refused);
  }
});

it("refuses one order's cursor in another", async () => {
  const { json } = await ask('admin', 'customers.list', { limit: '1', sort: 'name' });
  const cursor = String(json['nextCursor']);
  expect((await ask('admin', 'customers.list', { cursor, sort: 'name' })).status).toBe(200);
  for (const sort of ['recent', 'nextStep', 'created'])
    expect(await ask('admin', 'customers.list', { cursor, sort })).toMatchObject(refused);
});

function meddledWith(cursor: string): string[] {
  const [body = '', mark = ''] = cursor.split('.');
  const other = Buffer.from('{"k":"9999-12-31","i":"ffffffff-ffff-ffff-ffff-ffffffffffff"}').toString('base64url');
  return [
    'x',
    '.',
    body,
    `${body}.`,
    `.${mark}`,
    `${other}.${mark}`,
    `${body}.${'A'.repeat(mark.length)}`,
    `${body}x.${mark}`,
    `${body}.${mark.slice(1)}`,
  ];
}
