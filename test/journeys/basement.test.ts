// Three days in a basement: two hundred things written on two tabs without a network, the browser killed, the line bad when it comes back
// and the browser killed again. Everything the phone holds is then with the server, each once, on its true day.
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { makeCustomer } from '#modules/customers/testing.ts';
import { whyNoBrowser } from '../harness/browser.ts';
import { type Field, openField, signInOnPhone } from './handset.ts';
import {
  addNotes,
  entriesOn,
  noisyPhoto,
  openCustomer,
  type PhoneEntry,
  stillPending,
  visitDoor,
} from './phone-day.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;
const doors = 25;
const notesEach = 3;
const commands = doors * (5 + notesEach);

let field: Field;
const customers: string[] = [];
const seed = Number(process.env['FAULT_SEED'] ?? Math.trunc(Date.now() / 1_000) % 100_000);

beforeAll(async () => {
  if (missing !== undefined) return;
  field = await openField(seed);
  for (let index = 1; index <= doors; index += 1) {
    const name = `地下${String(index).padStart(2, '0')}號行`;
    await makeCustomer(field.seller, { name });
    customers.push(name);
  }
  process.stderr.write(`faults drawn from seed ${seed} (FAULT_SEED)\n`);
});

/** With the network: the customers are looked at once, as in the morning before going out. */
async function fillPhone(page: Page): Promise<void> {
  for (const name of customers) {
    await openCustomer(page, name);
    await page.getByText('還沒有拜訪').waitFor();
  }
}

async function workThrough(page: Page, names: readonly string[], photo: Buffer): Promise<void> {
  // A tab in the background draws once a second.
  await page.bringToFront();
  for (const name of names) {
    await openCustomer(page, name);
    await addNotes(
      page,
      Array.from({ length: notesEach }, (_, index) => `${name}第${index + 1}句`),
    );
    await visitDoor(page, name, photo);
  }
}

/** As long as they go, however slow the machine; what stands still for two minutes is stuck. */
async function untilPending(page: Page, most: number): Promise<void> {
  let left = commands;
  let since = Date.now();
  for (;;) {
    const now = await stillPending(page).catch(() => left);
    if (now <= most) return;
    if (now < left) [left, since] = [now, Date.now()];
    expect(Date.now() - since, `${now} entries stand still`).toBeLessThan(120_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

describe('O8 three days without a network', () => {
  test.skipIf(missing !== undefined)(
    `everything written on the phone is with the server once, on its true day${why}`,
    { timeout: 900_000 },
    async () => {
      const { app, proxy, seller } = field;
      const photo = await noisyPhoto(7);
      expect(photo.length).toBeGreaterThan(4.5e6);
      let { context, page } = await field.switchOn();
      onTestFailed(async () => {
        await page.screenshot({ path: path.join(tmpdir(), `kejing-basement-${seed}.png`) }).catch(() => undefined);
      });
      await signInOnPhone(page, seller.userName);
      await fillPhone(page);

      proxy.dead(true);
      await context.setOffline(true);
      const second = await context.newPage();
      await second.goto('/');
      await workThrough(page, customers.slice(0, 13), photo);
      await workThrough(second, customers.slice(13), photo);
      const written = await entriesOn(page);
      expect(written.map(({ state }) => state)).toEqual(written.map(() => 'pending'));
      expect(written).toHaveLength(commands);
      await field.kill();

      app.clock.advance({ hours: 72 });
      ({ context, page } = await field.switchOn());
      await page.goto('/outbox');
      await page.getByRole('heading', { name: `${commands} 筆`, level: 1 }).waitFor();
      expect((await entriesOn(page)).map(({ id }) => id)).toEqual(written.map(({ id }) => id));

      proxy.bad(true);
      proxy.dead(false);
      await (await context.newPage()).goto('/');
      await untilPending(page, commands - 60);
      await field.kill();

      ({ context, page } = await field.switchOn());
      await page.goto('/').catch(() => page.reload());
      await untilPending(page, 0);
      proxy.bad(false);
      const done = await entriesOn(page);
      expect(done.filter(({ state }) => state === 'refused')).toEqual([]);
      expect(done.map(({ id }) => id)).toEqual(written.map(({ id }) => id));
      process.stderr.write(`the line: ${JSON.stringify(proxy.counts)}\n`);

      await serverHolds(written);
      await otherBodyIsRefused(written);
    },
  );
});

const idsOf = (entries: readonly PhoneEntry[], command: string, name: 'path' | 'body', key: string): string[] =>
  entries
    .filter((entry) => entry.command === command)
    .map((entry) => String((name === 'path' ? entry.params : entry.body)?.[key]))
    .toSorted();

/** The server's rows and the phone's entries are the same things, each once. */
async function serverHolds(written: readonly PhoneEntry[]): Promise<void> {
  const column = async (sql: string): Promise<string[]> =>
    (await field.app.sql<{ id: string }>(sql)).map(({ id }) => id).toSorted();
  expect(await column('select id from visit')).toEqual(idsOf(written, 'visits.plan', 'body', 'id'));
  for (const [table, command] of [
    ['visit_check_in', 'visits.checkIn'],
    ['visit_report', 'visits.report'],
    ['visit_check_out', 'visits.checkOut'],
  ] as const)
    expect(await column(`select visit_id as id from ${table}`)).toEqual(idsOf(written, command, 'path', 'id'));
  expect(await column('select file_id as id from visit_photo')).toEqual(
    idsOf(written, 'visits.addPhoto', 'path', 'photoId'),
  );

  const notes = await field.app.sql<{ text: string; count: number; day: string }>(
    `select detail->>'text' as text, count(*)::int as count, min(business_day)::text as day from timeline_entry
     where kind = 'customers.noted' group by 1`,
  );
  expect(notes.map(({ text }) => text).toSorted()).toEqual(idsOf(written, 'customers.addNote', 'body', 'text'));
  expect(new Set(notes.map(({ count }) => count))).toEqual(new Set([1]));

  const booked = await field.app.sql<{ days: string[]; visits: number }>(
    `select array_agg(distinct business_day::text) as days, sum(quantity)::int as visits from ledger_entry where measure = 'visits'`,
  );
  expect(booked).toEqual([{ days: ['2026-11-23'], visits: doors }]);
  expect(await field.app.sql('select distinct day::text as day from visit')).toEqual([{ day: '2026-11-23' }]);
  expect(await field.app.sql(`select count(*)::int as late from visit_check_in where doubts ? 'late'`)).toEqual([
    { late: doors },
  ]);

  const keys = await field.app.sql<{ key: string }>('select key from idempotency');
  // A photo is its own key: by its id and the digest of what was sent.
  const sent = new Set(written.filter(({ command }) => command !== 'visits.addPhoto').map(({ id }) => id));
  expect(keys.filter(({ key }) => sent.has(key))).toHaveLength(commands - doors);
}

async function otherBodyIsRefused(written: readonly PhoneEntry[]): Promise<void> {
  const note = written.find(({ command }) => command === 'customers.addNote');
  const again = await field.seller.send(
    'POST',
    `/customers/${note?.params['id']}/notes`,
    { ...note?.body, text: '不是那一句' },
    { 'idempotency-key': note?.id ?? '' },
  );
  expect(again.status).toBe(422);
  expect(again.body['code']).toBe('idempotency.otherBody');
}
