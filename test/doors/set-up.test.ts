import { expect, it } from 'vitest';
import { setup } from '#modules/identity/contract.ts';
import { password, testApp } from '../harness/app.ts';
import { inBody, wholeBodies } from './attacks.ts';
import type { Knock } from './knocks/knock.ts';

const app = await testApp();
const token = app.node.setUpToken() ?? '';

const knock: Knock = {
  body: {
    token,
    company: { name: '新公司', region: 'taiwan', timeZone: 'Asia/Taipei', language: 'zh-Hant' },
    admin: { name: '王小明', userName: '王小明', password },
  },
};

const post = (payload: string | object) =>
  app.node.server.inject({
    method: 'POST',
    url: '/api/v1/setup',
    headers: { 'content-type': 'application/json' },
    payload,
  });

it('founds nothing from a malformed set-up, though the token is right', async () => {
  const attacks = [...wholeBodies(setup), ...inBody(setup, knock)].filter(({ must }) => must === 'refuse');
  expect(attacks.length).toBeGreaterThan(150);
  for (const attack of attacks) {
    const { payload = '' } = attack.send(knock);
    const response = await post(payload.toString());
    expect(response.statusCode, `${attack.what.slice(0, 100)}: ${response.body}`).toBeGreaterThanOrEqual(400);
    expect(response.statusCode, `${attack.what.slice(0, 100)}: ${response.body}`).toBeLessThan(500);
    expect(response.headers['content-type']).toContain('application/problem+json');
  }
  expect(await app.sql('select company_id from company')).toEqual([]);
});

it('founds nothing without the token, leaves a trace, and nothing that lies behind a sign-in is open', async () => {
  const response = await post({ ...(knock.body as object), token: `${token}x` });
  expect(response.statusCode).toBe(403);
  expect(await app.sql('select company_id from company')).toEqual([]);
  expect(await app.sql("select kind from security_event where kind = 'denied.forbidden'")).toHaveLength(1);
  expect((await app.node.server.inject({ url: '/api/v1/customers' })).statusCode).toBe(401);
});

it('founds the company once, and is dead afterwards', async () => {
  expect((await post(knock.body as object)).statusCode).toBe(201);
  expect((await post(knock.body as object)).statusCode).toBe(404);
  expect(await app.sql('select company_id from company')).toHaveLength(1);
});
