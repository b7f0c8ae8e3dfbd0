import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '#platform/shared/id.ts';
import { type Client, testApp } from '../../../test/harness/app.ts';
import { makeCustomer } from '#modules/customers/testing.ts';
import { cameraPicture, pictureCanary } from '#modules/files/testing.ts';
import { makePerson, makeUnit } from '#modules/org/testing.ts';
import type { Photo, Photos } from './contract-photos.ts';
import type { Visit } from './contract.ts';
import { makeVisit } from './testing.ts';

const app = await testApp();
const admin = await app.company();

let seller: Client;
let mate: Client;
let lead: Client;
let foreigner: Client;
let visitId: string;
let picture: Buffer;

beforeAll(async () => {
  const team = await makeUnit(admin, { name: '城中團隊', parentId: admin.rootUnitId });
  seller = await makePerson(app, admin, { name: '林志豪', unitId: team, position: 'salesRep' });
  mate = await makePerson(app, admin, { name: '陳美玲', unitId: team, position: 'salesRep' });
  lead = await makePerson(app, admin, { name: '王經理', unitId: team, position: 'accountManager', leads: true });
  foreigner = await app.company('另一家');
  picture = await cameraPicture({ width: 800, height: 600 });
});

beforeEach(async () => {
  visitId = (await makeVisit(seller, { customerId: (await makeCustomer(seller, { name: '恆盛投資' })).id })).id;
});

async function put(client: Client, photoId: string, body = picture, headers: Record<string, string> = {}) {
  const response = await app.node.server.inject({
    method: 'PUT',
    url: `/api/v1/visits/${visitId}/photos/${photoId}`,
    headers: { cookie: client.cookie, 'content-type': 'image/jpeg', ...headers },
    payload: body,
  });
  return { status: response.statusCode, body: response.json<Photo & { code?: string; detail?: string }>() };
}

const content = (client: Client, photoId: string, size = 'full', headers: Record<string, string> = {}) =>
  app.node.server.inject({
    url: `/api/v1/visits/${visitId}/photos/${photoId}/content?size=${size}`,
    headers: { cookie: client.cookie, ...headers },
  });

const photos = async (client: Client) => (await client.get<Photos>(`/visits/${visitId}/photos`)).body;

/** Every file under the node's home. */
function onDisk(): string[] {
  const files = path.join(app.node.app.home, 'files');
  return readdirSync(files, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(files, name)).isFile(),
  );
}

it('O8 takes a photo of a visit when the phone says, and shows it to whoever sees the visit', async () => {
  const photoId = newId(Date.now());
  const written = { 'kejing-written-at': '2026-11-20T06:30:00.000Z' };
  const added = await put(seller, photoId, picture, written);
  expect(added).toMatchObject({ status: 201, body: { id: photoId, width: 800, height: 600 } });
  expect(added.body).toMatchObject({ takenAt: written['kejing-written-at'], recordedAt: '2026-11-23T02:00:00.000Z' });
  for (const client of [seller, lead, admin]) {
    expect((await photos(client)).items).toMatchObject([{ id: photoId, bytes: added.body.bytes }]);
    expect((await sharp((await content(client, photoId)).rawPayload).metadata()).width).toBe(800);
    expect((await sharp((await content(client, photoId, 'thumb')).rawPayload).metadata()).width).toBe(320);
  }
  expect((await photos(seller)).can).toEqual({ add: true });
  expect((await photos(lead)).can).toEqual({ add: false });
});

it('O8 keeps a photo from whoever does not see the visit, and lets nobody but its maker add one', async () => {
  const photoId = newId(Date.now());
  await put(seller, photoId);
  const before = onDisk();
  for (const client of [mate, foreigner]) {
    expect((await client.get(`/visits/${visitId}/photos`)).status).toBe(404);
    expect((await content(client, photoId)).statusCode).toBe(404);
    expect(await put(client, newId(Date.now()))).toMatchObject({ status: 404, body: { code: 'visits.unknown' } });
  }
  expect(await put(lead, newId(Date.now()))).toMatchObject({ status: 404, body: { code: 'visits.notYours' } });
  expect(onDisk()).toEqual(before);
});

it('O8 gives out nothing of what a camera writes beside the pixels', async () => {
  const photoId = newId(Date.now());
  expect(picture.includes(pictureCanary)).toBe(true);
  await put(seller, photoId);
  for (const size of ['full', 'thumb']) {
    const { rawPayload } = await content(seller, photoId, size);
    expect(rawPayload.includes('canary')).toBe(false);
    const { exif, xmp, icc, orientation } = await sharp(rawPayload).metadata();
    expect([exif, xmp, icc, orientation]).toEqual(Array(4).fill(undefined));
  }
});

it('O8 sends a photo so that it is never a page of this origin, and no browser keeps it beyond the signing out', async () => {
  const photoId = newId(Date.now());
  await put(seller, photoId);
  const { headers } = await content(seller, photoId);
  const day = '2026-11-23';
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': `attachment; filename="____ ${day}.jpg"; filename*=UTF-8''${encodeURIComponent(`恆盛投資 ${day}`)}.jpg`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(headers['etag']).toBeUndefined();
});

it('O8 keeps a photo once, however often and at once it is sent', async () => {
  const photoId = newId(Date.now());
  const answers = await Promise.all([put(seller, photoId), put(seller, photoId), put(seller, photoId)]);
  for (const answer of [...answers, await put(seller, photoId)])
    expect(answer).toEqual({ status: 201, body: answers[0]?.body });
  expect((await photos(seller)).items).toHaveLength(1);
  const rows = (table: string, condition: string) =>
    app.sql(`select 1 from ${table} where ${condition}`, [visitId]).then(({ length }) => length);
  expect(await rows('audit_entry', `subject_id = $1 and command = 'visits.attach-photo'`)).toBe(1);
  expect(await rows('timeline_entry', `source_id = $1 and kind = 'visits.photographed'`)).toBe(1);
  expect(await rows('domain_event', `subject_id = $1 and kind = 'visits.photographed'`)).toBe(1);
  const names = onDisk().map((name) => path.basename(name));
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  expect(names.filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
});

it('refuses another picture under a known id, and an id of another visit', async () => {
  const photoId = newId(Date.now());
  const first = await put(seller, photoId);
  const other = await cameraPicture({ width: 801, height: 600 });
  expect(await put(seller, photoId, other)).toMatchObject({ status: 422, body: { code: 'files.otherContent' } });
  visitId = (await makeVisit(seller, { customerId: (await makeCustomer(seller)).id })).id;
  expect(await put(seller, photoId)).toMatchObject({ status: 422, body: { code: 'files.otherContent' } });
  expect((await photos(seller)).items).toEqual([]);
  expect(first.status).toBe(201);
});

it('O8 knows a key again: the same photo is there once, another one under it is refused', async () => {
  const key = { 'idempotency-key': newId(Date.now()) };
  const photoId = newId(Date.now());
  const first = await put(seller, photoId, picture, key);
  expect(await put(seller, photoId, picture, key)).toEqual({ status: 201, body: first.body });
  const other = await cameraPicture({ width: 640, height: 480 });
  for (const body of [picture, other])
    expect(await put(seller, newId(Date.now()), body, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency.otherBody' },
    });
  expect((await photos(seller)).items).toHaveLength(1);
});

it('O8 leaves a photo of a newer program for later, and refuses one that says it is another command', async () => {
  const photoId = newId(Date.now());
  expect(await put(seller, photoId, picture, { 'kejing-command': 'visits.addPhoto@2' })).toMatchObject({
    status: 409,
    body: { code: 'contract.newer' },
  });
  expect(await put(seller, photoId, picture, { 'kejing-command': 'visits.report@1' })).toMatchObject({
    status: 422,
    body: { code: 'contract.command' },
  });
  expect((await photos(seller)).items).toEqual([]);
  expect((await put(seller, photoId, picture, { 'kejing-command': 'visits.addPhoto@1' })).status).toBe(201);
});

it('O8 moves with its visit where one begun at the door takes a plan’s place', async () => {
  const photoId = newId(Date.now());
  await put(seller, photoId);
  const { customer, day } = (await seller.get<Visit>(`/visits/${visitId}`)).body;
  const plan = { id: newId(Date.now()), customerId: customer.id, day, unplanned: true };
  expect((await seller.send('POST', '/visits', plan)).status).toBe(201);
  expect((await photos(seller)).items).toEqual([]);
  visitId = plan.id;
  expect((await photos(seller)).items).toMatchObject([{ id: photoId }]);
  expect((await put(seller, photoId)).status).toBe(201);
});

it('takes none for a visit that was cancelled, and shows those it has', async () => {
  await put(seller, newId(Date.now()));
  await seller.send('POST', `/visits/${visitId}/cancellation`, { reason: '客戶出國' });
  expect(await put(seller, newId(Date.now()))).toMatchObject({ status: 409, body: { code: 'visits.cannot.photo' } });
  expect(await photos(seller)).toMatchObject({ items: [{}], can: { add: false } });
});

it('leaves the version of the visit alone: a report written meanwhile does not meet a conflict', async () => {
  const before = await seller.get(`/visits/${visitId}`);
  await put(seller, newId(Date.now()));
  expect((await seller.get(`/visits/${visitId}`)).body['version']).toBe(before.body['version']);
});

it('says in words when the file itself cannot be read now', async () => {
  const photoId = newId(Date.now());
  await put(seller, photoId, await cameraPicture({ width: 333, height: 222 }));
  const [file] = await app.sql<{ digest: string }>('select digest from file where id = $1', [photoId]);
  await app.node.app.files.remove({ companyId: seller.companyId, digest: file?.digest ?? '' });
  const answer = await content(seller, photoId);
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ code: 'files.notHere' });
  expect(answer.headers['content-disposition']).toBeUndefined();
});
