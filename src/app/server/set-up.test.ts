import { expect, it } from 'vitest';
import { password, testApp } from '../../../test/harness/app.ts';

const app = await testApp();
const nobody = app.as('');
const founding = {
  company: { name: '城中文具', region: 'taiwan', language: 'zh-Hans', timeZone: 'Asia/Taipei' },
  admin: { name: '周經理', userName: '周經理', password },
};

it('founds the first company with the token of the console, signs its administrator in, and is dead afterwards', async () => {
  expect((await nobody.get('/bootstrap')).body).toMatchObject({ state: 'setup' });
  const short = await nobody.send('POST', '/setup', {
    ...founding,
    token: 'x',
    admin: { ...founding.admin, password: 'short' },
  });
  expect(short.body['errors']).toEqual([
    expect.objectContaining({ field: 'admin.password', code: 'identity.passwordShort' }),
  ]);
  const wrong = await nobody.send('POST', '/setup', { ...founding, token: 'not the token' });
  expect(wrong).toMatchObject({ status: 403, body: { code: 'identity.setUpToken' } });
  const token = app.node.setUpToken();
  const founded = await nobody.send('POST', '/setup', { ...founding, token });
  expect(founded).toMatchObject({ status: 201, body: { person: { name: '周經理' }, language: 'zh-Hans' } });
  expect(founded.headers['set-cookie']).toBeDefined();
  expect((await nobody.get('/bootstrap')).body).toMatchObject({ state: 'ready' });
  expect(app.node.setUpToken()).toBeUndefined();
  expect((await nobody.send('POST', '/setup', { ...founding, token })).status).toBe(404);
});
