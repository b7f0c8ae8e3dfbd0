import { expect, it } from 'vitest';
import { password, testApp } from '../../../test/harness/app.ts';
import { addPerson, makePerson, makeUnit } from '../org/testing.ts';

const app = await testApp();
const admin = await app.company();
const stranger = await app.company('另一家', 'mainland');
const team = await makeUnit(admin, { parentId: admin.rootUnitId });
const lead = await makePerson(app, admin, { name: '組長', unitId: team, position: 'teamLead', leads: true });

it('opens an account under a Chinese user name, unique in the company after folding', async () => {
  const [wang, li] = [await addPerson(admin, { unitId: team }), await addPerson(admin, { unitId: team })];
  const open = (id: string, userName: string) => admin.send('POST', `/people/${id}/account`, { userName, password });
  expect((await open(wang, '王小明A')).status).toBe(201);
  expect(await open(li, '王小明ａ')).toMatchObject({
    status: 409,
    body: { code: 'identity.userNameTaken', errors: [{ field: 'userName' }] },
  });
  expect(await open(wang, '王小明二')).toMatchObject({ status: 409, body: { code: 'identity.hasAccount' } });
  const client = await app.signIn('王小明a');
  expect((await client.get('/me')).body).toMatchObject({ passwordIsTemporary: true });
  await client.send('POST', '/me/password', { current: password, next: 'my own long password' });
  expect((await client.get('/me')).body).toMatchObject({ passwordIsTemporary: false });
});

it('is for who manages people: a lead and another company are refused, and nothing is opened', async () => {
  const id = await addPerson(admin, { unitId: team });
  const body = { userName: 'intruder', password };
  expect((await lead.send('POST', `/people/${id}/account`, body)).status).toBe(403);
  expect((await lead.get(`/people/${id}/account`)).status).toBe(403);
  expect((await stranger.send('POST', `/people/${id}/account`, body)).status).toBe(404);
  expect((await stranger.get(`/people/${id}/account`)).status).toBe(404);
  expect((await admin.get(`/people/${id}/account`)).body).toEqual({ account: null });
});

it('resets a password: sessions end, the new one is temporary', async () => {
  const person = await makePerson(app, admin, { unitId: team, userName: '忘了密碼' });
  const next = 'a temporary password';
  expect((await admin.send('POST', `/people/${person.personId}/account/password`, { password: next })).status).toBe(
    204,
  );
  expect((await person.get('/me')).status).toBe(401);
  await expect(app.signIn('忘了密碼')).rejects.toThrow('401');
  const again = await app.signIn('忘了密碼', undefined, next);
  expect((await again.get('/me')).body).toMatchObject({ passwordIsTemporary: true });
});

it('ends an account and opens it anew, but never one’s own', async () => {
  const person = await makePerson(app, admin, { unitId: team, userName: '停用的人' });
  const path = `/people/${person.personId}/account`;
  expect((await admin.send('DELETE', path)).status).toBe(204);
  expect((await person.get('/me')).status).toBe(401);
  await expect(app.signIn('停用的人')).rejects.toThrow('401');
  expect((await admin.get(path)).body).toMatchObject({ account: { userName: '停用的人', ended: true, sessions: 0 } });
  expect((await admin.send('POST', `${path}/password`, { password })).body).toMatchObject({
    code: 'identity.accountEnded',
  });
  expect((await admin.send('POST', path, { userName: '停用的人', password })).status).toBe(201);
  expect((await app.signIn('停用的人')).personId).toBe(person.personId);
  expect((await admin.send('DELETE', `/people/${admin.personId}/account`)).body).toMatchObject({
    code: 'identity.notOneself',
  });
});
