// One application node as a process of its own, as `kejing serve` runs it, but at an hour of the story's choosing: its clock is moved, and
// runs. Says on its first line where it listens and the token of the set-up page; ends with its standard input.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startNode } from '../../src/app/server/node.ts';

export interface NodeGreeting {
  address: string;
  token: string | null;
}

const [databaseUrl = '', startsAt = ''] = process.argv.slice(2);
const ahead = Temporal.Instant.from(startsAt).epochMilliseconds - Date.now();

const node = await startNode({
  databaseUrl,
  secret: 'a secret for journeys',
  home: process.env['KEJING_HOME'] ?? mkdtempSync(path.join(tmpdir(), 'kejing-journey-home-')),
  clock: { now: () => Date.now() + ahead },
  connections: 6,
  log: (level, message, detail) => {
    if (level !== 'info') process.stderr.write(`${level} ${message} ${JSON.stringify(detail ?? {})}\n`);
  },
});
const address = await node.server.listen({ host: '127.0.0.1', port: 0 });
const greeting: NodeGreeting = { address, token: node.setUpToken() ?? null };
process.stdout.write(`${JSON.stringify(greeting)}\n`);

process.stdin.resume().once('end', () => {
  void node.close().then(() => process.exit(0));
});
