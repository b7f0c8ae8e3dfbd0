import { expect, it } from 'vitest';
import { clientOn, password, testApp } from '../../../test/harness/app.ts';

const app = await testApp();
const admin = await app.company();
await app.company('另一家', 'mainland');

it('signs in by user name and password and says who that is', async () => {
  const { status, body } = await admin.get('/me');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    person: { name: '周經理' },
    company: { name: '城中文具', timeZone: 'Asia/Taipei' },
    today: '2026-11-23',
    dateStyle: 'roc',
  });
});

it('answers an unknown name and a wrong password alike', async () => {
  const nobody = app.as('');
  const unknown = await nobody.send('POST', '/session', { userName: '王小明', password });
  const wrong = await nobody.send('POST', '/session', { userName: 'admin1', password: 'not the password' });
  expect(unknown.status).toBe(401);
  expect(wrong.status).toBe(401);
  expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
});

it('ends a session on every node at once', async () => {
  const second = await app.secondNode();
  const client = await app.signIn('admin1');
  const elsewhere = clientOn(second, client.cookie, client);
  expect((await elsewhere.get('/me')).status).toBe(200);
  expect((await client.send('DELETE', '/session')).status).toBe(204);
  await expect.poll(async () => (await elsewhere.get('/me')).status).toBe(401);
  expect((await client.get('/me')).status).toBe(401);
});

it('refuses a request from a page of another site, and leaves one event in the security log', async () => {
  const before = await app.sql('select id from security_event');
  const answer = await admin.send('PATCH', '/me', { language: 'en' }, { origin: 'https://elsewhere.example' });
  expect(answer).toMatchObject({ status: 403, body: { code: 'otherSite' } });
  expect(await app.sql('select id from security_event')).toHaveLength(before.length + 1);
});

it('names the field of a malformed request in problem details', async () => {
  const answer = await admin.send('PATCH', '/me', { language: 'fr', admin: true });
  expect(answer.status).toBe(422);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.body['errors']).toEqual([
    expect.objectContaining({ field: 'language' }),
    expect.objectContaining({ field: 'admin', code: 'field.unknown' }),
  ]);
});

it('changes the language of the person and the answers with it', async () => {
  const answer = await admin.send('PATCH', '/me', { language: 'en', dateStyle: 'gregorian' });
  expect(answer).toMatchObject({ status: 200, body: { language: 'en', dateStyle: 'gregorian' } });
  expect((await admin.get('/me')).body).toMatchObject({ language: 'en' });
});

it('answers a repeated key with the first answer, and another body under it with 422', async () => {
  const key = { 'idempotency-key': 'one-change-only' };
  const first = await admin.send('PATCH', '/me', { language: 'zh-Hant' }, key);
  await admin.send('PATCH', '/me', { language: 'zh-Hans' });
  const again = await admin.send('PATCH', '/me', { language: 'zh-Hant' }, key);
  expect(again.body).toEqual(first.body);
  expect((await admin.get('/me')).body).toMatchObject({ language: 'zh-Hans' });
  expect((await admin.send('PATCH', '/me', { language: 'en' }, key)).status).toBe(422);
});

it('changes the password against the present one and ends the other sessions', async () => {
  const other = await app.signIn('admin2');
  const client = await app.signIn('admin2');
  expect(
    (await client.send('POST', '/me/password', { current: 'something else', next: 'a new long password' })).status,
  ).toBe(422);
  expect((await client.send('POST', '/me/password', { current: password, next: 'a new long password' })).status).toBe(
    204,
  );
  expect((await other.get('/me')).status).toBe(401);
  expect((await client.get('/me')).status).toBe(200);
  await expect(app.signIn('admin2')).rejects.toThrow('401');
});

it('makes somebody wait after ten failures for a name', async () => {
  const nobody = app.as('');
  for (let attempt = 0; attempt < 10; attempt += 1)
    await nobody.send('POST', '/session', { userName: '李四', password: 'guess number one' });
  const answer = await nobody.send('POST', '/session', { userName: '李四', password });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
});

it('keeps the set-up door shut once a company stands', async () => {
  const founding = {
    token: 'x',
    company: { name: '假公司', region: 'taiwan' },
    admin: { name: '甲', userName: 'jia', password },
  };
  expect((await app.as('').send('POST', '/setup', founding)).status).toBe(404);
});
