import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { execute } from '#platform/server/command/execute.ts';
import { commandDeps } from '#platform/server/http/route.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import { isRefusal } from '#platform/shared/result.ts';
import { type Client, clientOn, type TestApp, testApp } from '../../../test/harness/app.ts';
import { importables } from '#app/server/importables.ts';
import { loadActor } from '#modules/org/public.ts';
import { decideRows } from './commands/decide-rows.ts';
import { startPass } from './commands/start-pass.ts';
import type { ImportDetail } from './contract.ts';
import { readRow } from './read-row.ts';
import { importList, settled, upload } from './testing.ts';

let app: TestApp;
let admin: Client & { rootUnitId: string };
beforeAll(async () => {
  app = await testApp();
  admin = await app.company();
});

const shops = (count: number): string =>
  [
    '客戶編號,名稱,電話',
    ...Array.from({ length: count }, (_, i) => `K${i},第${i}商行,02-2${String(3_000_000 + i)}`),
  ].join('\n');

describe('O16 work that is interrupted', () => {
  it('O16 is taken up where it stood, on another node too, and repeats no row', async () => {
    const taken = await upload(admin, { content: shops(1_200), fileName: '中斷.csv' });
    const { id } = taken.body;
    const actor = await loadActor(app.node.app.database.db, app.clock, admin.companyId, admin.personId);
    if (actor === undefined) throw new Error('no actor');
    const deps = commandDeps(app.node.app);
    const started = await execute(deps, actor, startPass(importables), { id, kind: 'run' }, { requestId: 'test' });
    if (isRefusal(started)) throw new Error(started.code);
    const [importable] = importables;
    if (importable === undefined) throw new Error('no kind');
    const place = { region: regionOf('taiwan'), currency: 'TWD' };
    const lines = shops(1_200).split('\n').slice(1, 501);
    const rows = lines.map((line, i) =>
      readRow(importable.fields, started.mapping, { line: i + 2, cells: line.split(',') }, i + 1, place),
    );
    // A node that writes the first batch and is killed then.
    expect(
      isRefusal(await execute(deps, actor, decideRows, { started, importable, rows }, { requestId: 'test' })),
    ).toBe(false);
    expect(await admin.send('POST', `/imports/${id}/run`)).toMatchObject({
      status: 409,
      body: { code: 'imports.busy' },
    });
    const changed = await admin.send('PUT', `/imports/${id}/mapping`, { options: { doubtful: 'create' } });
    expect(changed.status).toBe(409);
    app.clock.advance({ seconds: 61 });
    expect((await admin.get<ImportDetail>(`/imports/${id}`)).body).toMatchObject({ stalled: true, rows: 500 });
    rmSync(path.join(app.node.app.home, 'imports', id));
    const other = clientOn(await app.secondNode(), admin.cookie, admin);
    expect((await other.send('POST', `/imports/${id}/run`)).status).toBe(202);
    const done = await settled(other, id);
    expect(done).toMatchObject({ state: 'done', rows: 1_200, total: 1_200, counts: { created: 1_200 } });
    const [count] = await app.sql(`select count(*)::int as n from customer where external_id like 'K%'`);
    expect(count).toEqual({ n: 1_200 });
    // The killed node wakes up: its token is no longer good.
    const late = await execute(deps, actor, decideRows, { started, importable, rows }, { requestId: 'test' });
    expect(late).toMatchObject({ refused: true, code: 'imports.takenOver' });
    const pages = await other.get<{ items: { place: number }[]; nextCursor: string }>(`/imports/${id}/rows?limit=200`);
    const next = await other.get<{ items: { place: number }[] }>(
      `/imports/${id}/rows?limit=200&cursor=${encodeURIComponent(pages.body.nextCursor)}`,
    );
    expect([pages.body.items.at(-1)?.place, next.body.items[0]?.place]).toEqual([200, 201]);
  }, 60_000);

  it('O16 stops when it is told to; what is written stays and counts as the same afterwards', async () => {
    const boss = await app.company('停止公司');
    const taken = await upload(boss, { content: shops(20_000).replaceAll('K', 'S') });
    const { id } = taken.body;
    const begun = await boss.send<ImportDetail>('POST', `/imports/${id}/run`);
    expect(begun.body.state).toBe('running');
    const second = await upload(boss, { content: '名稱\n另一份\n' });
    const refused = await boss.send('POST', `/imports/${second.body.id}/run`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'imports.anotherRuns' } });
    while ((await boss.get<ImportDetail>(`/imports/${id}`)).body.rows === 0) await wait(20);
    const stopped = await boss.send<ImportDetail>('POST', `/imports/${id}/cancellation`);
    expect(stopped).toMatchObject({ status: 201, body: { state: 'cancelled' } });
    const { rows } = stopped.body;
    expect(rows).toBeLessThan(20_000);
    await wait(300);
    expect((await boss.get<ImportDetail>(`/imports/${id}`)).body).toMatchObject({ state: 'cancelled', rows });
    expect(await boss.send('POST', `/imports/${id}/cancellation`)).toMatchObject({ status: 409 });
    const [count] = await app.sql('select count(*)::int as n from customer where company_id = $1', [boss.companyId]);
    expect(count).toEqual({ n: rows });
    await boss.send('POST', `/imports/${id}/rehearsal`);
    const looked = await boss.send<ImportDetail>('POST', `/imports/${id}/cancellation`);
    expect(looked.body, 'a rehearsal that is stopped leaves nothing').toMatchObject({ state: 'uploaded', rows: 0 });
  }, 60_000);

  it('O16 a row that breaks a unique number at the last moment is refused alone', async () => {
    const boss = await app.company('搶先公司');
    const content = '名稱,統一編號\n甲,04140854\n乙,11913502\n丙,04595257\n';
    const done = await importList(boss, { content });
    expect(done.counts.created).toBe(3);
    const again = await importList(boss, { content: content.replace('乙', '乙二') });
    expect(again.counts).toMatchObject({ changed: 1, unchanged: 2 });
    expect((await boss.get<{ items: ImportDetail[] }>('/imports')).body.items).toHaveLength(2);
  });
});
