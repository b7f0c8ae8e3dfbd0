import { expect, it } from 'vitest';
import { settleHeld } from '#platform/web/offline/fetch.ts';
import type { Entry, HeldAnswer, PhoneStore } from '#platform/web/offline/store.ts';
import './phone.ts';

const customer = {
  id: '0190a000-0000-7000-8000-000000000001',
  kind: 'household',
  name: '王家',
  taxNumber: null,
  version: 1,
};
const me = { person: { id: 'person', name: '林志豪' }, capabilities: [], timeZone: 'Asia/Taipei', country: 'TW' };

it('O8 holds no identity number that was written on this phone either, once it was sent', async () => {
  const held = new Map<string, HeldAnswer>();
  for (const [url, answer] of [
    ['/api/v1/me', me],
    [`/api/v1/customers/${customer.id}`, customer],
  ] as const)
    held.set(url, { url, answer, at: 0 });
  const table = {
    get: (url: string) => Promise.resolve(held.get(url)),
    toArray: () => Promise.resolve([...held.values()]),
    put: (answer: HeldAnswer) => Promise.resolve(held.set(answer.url, answer)),
  };
  const entry = {
    command: 'customers.change',
    params: { id: customer.id },
    body: { taxNumber: 'A123456789', name: '王大明' },
    makes: [],
    changes: [customer.id],
    needs: [],
    writtenAt: Date.parse('2026-11-23T02:00:00Z'),
    answerVersion: 2,
  } as unknown as Entry;
  Object.assign(globalThis, { location: { origin: 'https://phone.test' } });
  await settleHeld({ held: table } as unknown as PhoneStore, entry);
  const kept = held.get(`/api/v1/customers/${customer.id}`)?.answer;
  expect(kept).toMatchObject({ name: '王大明', taxNumber: null });
});
