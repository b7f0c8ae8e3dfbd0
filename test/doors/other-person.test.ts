// Two people, one browser: what the first wrote without a network is not done in the name of the second.
import { expect, it } from 'vitest';
import { clientId, testApp } from '../harness/app.ts';

const app = await testApp();

it('O8 does nothing of what another person wrote, and takes it from its writer', async () => {
  const company = await app.company();
  const stranger = await app.company('別家文具');
  const write = (writer: string) =>
    company.send(
      'POST',
      '/customers',
      { id: clientId(app), kind: 'firm', name: '恆盛投資' },
      { 'kejing-person': writer },
    );

  const refused = await write(stranger.personId);
  expect(refused).toMatchObject({ status: 401, body: { code: 'otherPerson' } });
  expect(await app.sql('select from customer')).toHaveLength(0);
  const [told] = await app.sql("select detail from security_event where kind = 'denied.unauthenticated'");
  expect(told).toMatchObject({ detail: { code: 'otherPerson' } });

  expect((await write(company.personId)).status).toBe(201);
  expect(await app.sql('select from customer')).toHaveLength(1);
});
