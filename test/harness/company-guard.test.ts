// The guard must bark: it watches the statements of every test that runs the product (app.ts).
import { expect, test } from 'vitest';
import { clientId, testApp } from './app.ts';

const app = await testApp();

test('a statement that names a table of a company without the company is caught, one that carries it is not', async () => {
  const { db } = app.node.app.database;
  await db.selectFrom('person').select('id').where('company_id', '=', clientId(app)).execute();
  expect([...app.breaches]).toEqual([]);
  await db.selectFrom('person').select('id').execute();
  await db
    .selectFrom('posting')
    .innerJoin('person', 'person.id', 'posting.person_id')
    .select('posting.id')
    .where('posting.company_id', '=', clientId(app))
    .execute();
  expect(app.breaches.size).toBe(2);
  app.breaches.clear();
});
