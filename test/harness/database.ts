import { afterAll, inject } from 'vitest';
import { asOwner } from './test-server.ts';
import { clonePrefix } from './template.ts';
import { withDatabase } from './urls.ts';

export interface FreshDatabase {
  /** As the owner of everything in it. */
  ownerUrl: string;
  /** As the role that the product serves with: owns nothing. */
  appUrl: string;
  /** Also done by itself after the test file. */
  drop(): Promise<void>;
}

let made = 0;

/**
 * An empty migrated database for one test file, cloned from the template (some ten milliseconds) and dropped when the file is done.
 * Call it from a `beforeAll`, or at the top of the file; a test file finds it only if it imports the harness itself (vitest.config.ts).
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { ownerUrl, appUrl, template, run } = inject('database') ?? unprovided();
  made += 1;
  const name = `${clonePrefix}${run}_${process.pid}_${made}`;
  await asOwner(ownerUrl, (client) => client.query(`create database ${name} template ${template}`));
  const drop = async (): Promise<void> => {
    await asOwner(ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  afterAll(drop);
  return { ownerUrl: withDatabase(ownerUrl, name), appUrl: withDatabase(appUrl, name), drop };
}

function unprovided(): never {
  throw new Error('no database was started for this test file: import something from test/harness in the file itself');
}
