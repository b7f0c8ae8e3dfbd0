import { expect, it } from 'vitest';
import { readConfig } from '#platform/server/config.ts';
import { openStorage } from './storage.ts';

const owner = 'postgres://owner@127.0.0.1/kejing';
const app = 'postgres://app@127.0.0.1/kejing';

it.each([
  ['the owner alone, who migrates', { DATABASE_OWNER_URL: owner }, { appUrl: owner, ownerUrl: owner }],
  ['the application alone', { DATABASE_URL: app }, { appUrl: app, ownerUrl: app }],
  ['both', { DATABASE_URL: app, DATABASE_OWNER_URL: owner }, { appUrl: app, ownerUrl: owner }],
])('never starts a database of its own where the operator named one: %s', async (_title, env, wanted) => {
  const config = readConfig({ ...env, KEJING_SECRET: 'of a test' }, '/nowhere');
  expect(await openStorage(config, () => {})).toMatchObject({ ...wanted, embedded: false });
});
