import { expect, it } from 'vitest';
import { clientId, testApp } from '../../../test/harness/app.ts';
import { makePerson, makeUnit } from '../org/testing.ts';

const app = await testApp();
const admin = await app.company();
const team = await makeUnit(admin, { name: '城南團隊', parentId: admin.rootUnitId });
const seller = await makePerson(app, admin, { name: '林志豪', unitId: team });

it.each([
  ['NUL', { name: 'a\u0000b' }, 'name'],
  ['a lone surrogate', { name: 'a\ud800b' }, 'name'],
  ['huge text', { name: '大'.repeat(10_000) }, 'name'],
  ['an unknown field', { name: '甲', owner: 'x' }, 'owner'],
  ['a wrong type', { name: '甲', employees: '十' }, 'employees'],
  ['a negative count', { name: '甲', employees: -1 }, 'employees'],
  ['an impossible day', { name: '甲', foundedDay: '2026-02-30' }, 'foundedDay'],
  ['an unknown kind', { name: '甲', kind: 'planet' }, 'kind'],
  ['an unknown code', { name: '甲', industry: 'wizardry' }, 'industry'],
  ['a broken tax number', { name: '甲', taxNumber: '04595258' }, 'taxNumber'],
  ['a broken e-mail', { name: '甲', email: 'nobody' }, 'email'],
  ['a phone that is no object', { name: '甲', phones: ['02'] }, 'phones.0'],
  ['too many phones', { name: '甲', phones: Array.from({ length: 21 }, () => ({ typed: '0912345678' })) }, 'phones'],
])('refuses %s, names the field, and writes nothing', async (_what, fields, field) => {
  const [before] = await app.sql('select count(*) from customer');
  const answer = await seller.send('POST', '/customers', { id: clientId(app), kind: 'firm', ...fields });
  expect(answer.status).toBe(422);
  expect(answer.body['errors']).toContainEqual(expect.objectContaining({ field }));
  expect(await app.sql('select count(*) from customer')).toEqual([before]);
});

it('refuses malformed questions', async () => {
  for (const query of [
    '?sort=price',
    '?limit=0',
    '?limit=201',
    '?q=%00',
    '?owner=me',
    '?cursor=x',
    '?unknown=1',
    '?overdue=yes',
  ])
    expect((await seller.get(`/customers${query}`)).status, query).toBe(422);
  expect((await seller.get('/customers/not-an-id')).status).toBe(422);
});
