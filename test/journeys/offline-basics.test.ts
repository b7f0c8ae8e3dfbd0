// The outbox in a real browser before a real server: each entry once, none held up by another, all of them seen.
import { describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '#modules/customers/testing.ts';
import { complaintsOf, noBrowser, outboxStage, why } from './outbox-stage.ts';
import { layEntries } from './phone-store.ts';
import { expectWords } from './stage.ts';

const stage = outboxStage();

describe.skipIf(noBrowser)(`O8 sending${why}`, () => {
  test('a command whose answer was lost is done once', async () => {
    const { context, page } = await stage.signedIn();
    let lost = 0;
    await context.route('**/notes', async (route) => {
      if (lost >= 2) return route.continue();
      lost += 1;
      // It reaches the server; only the answer does not come back.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await layEntries(page, [stage.note('答案掉了')]);
    await page.goto('/outbox');
    await expectWords(page, '都送出了', 30_000);
    expect(lost).toBe(2);
    expect(await stage.countOf('答案掉了')).toBe(1);
    await context.close();
  });

  test('two tabs send each entry once, in order, and the second takes over from a closed one', async () => {
    const { context, page } = await stage.signedIn();
    const asked: string[] = [];
    let hold = true;
    await context.route('**/notes', async (route) => {
      asked.push(String((route.request().postDataJSON() as { text: string }).text));
      if (hold) await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue().catch(() => undefined);
    });
    const texts = Array.from({ length: 12 }, (_, index) => `兩頁 ${String(index).padStart(2, '0')}`);
    await layEntries(
      page,
      texts.map((text) => stage.note(text)),
    );
    const second = await context.newPage();
    await Promise.all([page.goto('/outbox'), second.goto('/outbox')]);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(3), 20_000);
    await page.close();
    hold = false;
    await stage.waitForNotes('兩頁', texts.length);
    await expectWords(second, '都送出了', 30_000);
    // What the closed tab had under way may have been asked a second time; the others were not.
    expect([...new Set(asked)]).toEqual(texts);
    expect(asked.length).toBeLessThanOrEqual(texts.length + 1);
    await context.close();
  });

  test('one that the server cannot take does not hold up the others', async () => {
    const { context, page } = await stage.signedIn();
    await context.route('**/notes', (route) =>
      (route.request().postDataJSON() as { text: string }).text === '卡住的'
        ? route.fulfill({ status: 500 })
        : route.continue(),
    );
    await layEntries(page, [stage.note('卡住的'), stage.note('後面的一'), stage.note('後面的二')]);
    await page.goto('/outbox');
    await stage.waitForNotes('後面的', 2);
    await expectWords(page, /^試過 \d+ 次/);
    expect(await complaintsOf(page)).toEqual([]);
    await context.unroute('**/notes');
    // On a slow machine its rest is over by now, and it goes by itself.
    const sendNow = page.getByRole('button', { name: '現在送出' });
    await sendNow.click({ timeout: 5_000 }).catch(() => undefined);
    await stage.waitForNotes('卡住的', 1);
    await context.close();
  });

  test('without a network it waits, says so, and goes by itself once there is one', async () => {
    const { context, page } = await stage.signedIn();
    await context.setOffline(true);
    await layEntries(page, [stage.note('電梯裡寫的')]);
    await page.goto('/outbox');
    await expectWords(page, '恆盛投資：備註');
    await expectWords(page, '等網路，連線後自動送出');
    await expectWords(page, '1 筆待送');
    expect(await complaintsOf(page)).toEqual([]);
    await context.setOffline(false);
    await stage.waitForNotes('電梯裡寫的', 1);
    await expectWords(page, '都送出了');
    await page.getByText('今天已送出').click();
    await expectWords(page, '恆盛投資：備註');
    await context.close();
  });
});

describe.skipIf(noBrowser)(`O8 what the server refused${why}`, () => {
  test('two people changed the same field: both values, and mine on demand', async () => {
    const { context, page } = await stage.signedIn();
    const { id } = await makeCustomer(stage.seller, { name: '永昌電子' });
    const [before] = await stage.app.sql<{ version: number }>('select version from customer where id = $1', [id]);
    await stage.admin.send(
      'PATCH',
      `/customers/${id}`,
      { website: 'theirs.example' },
      { 'if-match': String(before?.version) },
    );
    await layEntries(page, [
      {
        ...{ command: 'customers.change', method: 'PATCH', url: `/api/v1/customers/${id}`, title: '永昌電子' },
        ...{ body: { website: 'mine.example' }, ifMatch: Number(before?.version), changes: [id] },
      },
    ]);
    await page.goto('/outbox');
    await expectWords(page, 'mine.example');
    await expectWords(page, 'theirs.example');
    expect(await complaintsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '用我的' }).click();
    await expectWords(page, '都送出了');
    expect(await stage.app.sql('select website from customer where id = $1', [id])).toEqual([
      { website: 'mine.example' },
    ]);
    await context.close();
  });

  test('of a customer who went to somebody else: said, kept, thrown away and taken back', async () => {
    const { context, page } = await stage.signedIn();
    const { id } = await makeCustomer(stage.admin, { name: '遠方貿易', ownerId: null, unitId: stage.admin.rootUnitId });
    await layEntries(page, [{ ...stage.note('交接前寫的', id), title: '遠方貿易' }]);
    await page.goto('/outbox');
    await expectWords(page, /可能轉給了同事/);
    await expectWords(page, '交接前寫的');
    // On every other screen too, with a way here.
    await page.goto('/');
    await page.getByText('伺服器沒有接受的有 1 筆').getByRole('link', { name: '看清單' }).click();
    await page.getByRole('main').getByRole('button', { name: '丟掉' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '丟掉' }).click();
    await expectWords(page, '都送出了');
    await page.getByRole('button', { name: '復原' }).click();
    await expectWords(page, /可能轉給了同事/);
    await context.close();
  });
});

describe.skipIf(noBrowser)(`O8 when the device has no room left${why}`, () => {
  test('what cannot be kept stays on the screen, and it is said', async () => {
    const { context, page } = await stage.signedIn();
    await page.goto(`/customers/${stage.customerId}`);
    await page.getByRole('textbox', { name: '備註' }).fill('沒有空間時寫的');
    await context.setOffline(true);
    // As a browser refuses on a full device; no switch of Chromium makes it do so before gigabytes are written.
    await page.evaluate(() => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    });
    await page.getByRole('button', { name: '記下' }).click();
    await expectWords(page, /^手機沒有空間了，這一筆沒有存下來/);
    await expectWords(page, /^手機沒有空間了，新的存不下來/);
    expect(await page.getByRole('textbox', { name: '備註' }).inputValue()).toBe('沒有空間時寫的');
    await context.close();
  });
});
