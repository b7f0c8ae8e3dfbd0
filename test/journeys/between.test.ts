// Between the phone and the server stands somebody else: a hotel's network that wants a sign-in first, a gateway of the house.
import { describe, expect, test } from 'vitest';
import { noBrowser, outboxStage, why } from './outbox-stage.ts';
import { layEntries } from './phone-store.ts';

const stage = outboxStage();
const page = { contentType: 'text/html', body: '<h1>Wi-Fi</h1>' };

describe.skipIf(noBrowser)(`O8 somebody else answers${why}`, () => {
  test('O8 an entry is done when the server has it, not when a network shows its own page', async () => {
    const phone = await stage.signedIn();
    let asked = 0;
    await phone.context.route('**/api/v1/customers/*/notes', (route) => {
      asked += 1;
      if (asked <= 2) return route.fulfill({ ...page, status: asked === 1 ? 200 : 403 });
      return route.continue();
    });
    await layEntries(phone.page, [stage.note('經過飯店')]);
    await phone.page.reload();
    await stage.waitForNotes('經過飯店', 1);
    expect(asked).toBe(3);
    await phone.context.close();
  });
});
