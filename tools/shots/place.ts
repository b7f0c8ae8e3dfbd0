// Where pictures are taken: the sample company at its own hour, and beside it an installation nobody has set up yet.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MovableClock } from '#platform/server/clock.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { startEmbedded } from '#platform/server/postgres/embedded.ts';
import { makeSample } from '../../sample/main.ts';
import { startNode } from '../../src/app/server/node.ts';
import { asOwner } from '../../test/harness/test-server.ts';
import { say } from '../steps.ts';

/** Half of a working day is done. */
export const hour = '2026-11-23T14:20:00+08:00';

export interface Place {
  address: string;
  /** The set-up page of the empty installation, with its token. */
  setupAddress: string;
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const home = mkdtempSync(path.join(tmpdir(), 'kejing-shots-'));
  chmodSync(home, 0o711);
  const server = await startEmbedded({ home });
  await asOwner(server.connection('postgres', 'owner'), (client) => client.query('create database empty'));
  const clock = new MovableClock(hour);
  const open = async (database: string) => {
    const ownerUrl = server.connection(database, 'owner');
    await migrate({ ownerUrl, now: clock.now() });
    const databaseUrl = server.connection(database, 'app');
    return startNode({ databaseUrl, secret: 'a secret for pictures', home, clock, log: () => {} });
  };
  const sample = await open('kejing');
  await makeSample({ db: sample.app.database.db, clock, say });
  await asOwner(server.connection('kejing', 'owner'), (client) => client.query('analyze'));
  const empty = await open('empty');
  const at = { host: '127.0.0.1', port: 0 };
  const address = await sample.server.listen(at);
  const setupAddress = `${await empty.server.listen(at)}/setup?token=${empty.setUpToken() ?? ''}`;
  return {
    address,
    setupAddress,
    async close() {
      await Promise.all([sample.close(), empty.close()]);
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
