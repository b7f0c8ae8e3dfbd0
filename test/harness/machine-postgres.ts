// A PostgreSQL that the machine has by itself (Debian's package): a cluster of its own in a temporary folder, for the second run of the
// database tests. Trust within a socket folder that only its owner can enter; no port is opened.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export interface MachinePostgres {
  version: number;
  /** The folder of initdb and postgres. */
  bin: string;
}

const oldest = 15;

/** The oldest PostgreSQL ≥ 15 on this machine, for it is the one that knows least; undefined where there is none. */
export function findMachinePostgres(): MachinePostgres | undefined {
  return globSync('/usr/lib/postgresql/*/bin/initdb')
    .map((initdb) => ({ version: Number(initdb.split('/')[4]), bin: path.dirname(initdb) }))
    .filter(({ version }) => version >= oldest)
    .toSorted((a, b) => a.version - b.version)[0];
}

/** PostgreSQL refuses to run as root: there it runs as the user `nobody` of every Unix. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export async function startMachinePostgres(
  found: MachinePostgres,
): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  // A socket's path has at most 107 bytes.
  const place = mkdtempSync(path.join(tmpdir().length < 60 ? tmpdir() : '/tmp', 'kejing-pg-'));
  if (owner.uid !== undefined) chownSync(place, owner.uid, owner.gid);
  const data = path.join(place, 'data');
  const options = { ...owner, cwd: place, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } };
  const made = spawnSync(
    path.join(found.bin, 'initdb'),
    ['-D', data, '-U', 'kejing_owner', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(place, { recursive: true, force: true });
    throw new Error(`initdb of PostgreSQL ${found.version} failed: ${made.stderr}`);
  }
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${place}`,
    'max_connections=200',
    'timezone=UTC',
    'jit=off',
  ];
  const server = spawn(
    path.join(found.bin, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...options,
      stdio: 'ignore',
    },
  );
  const stop = async (): Promise<void> => {
    await ended(server);
    rmSync(place, { recursive: true, force: true });
  };
  const ownerUrl = `postgresql://kejing_owner:none@/postgres?host=${encodeURIComponent(place)}`;
  try {
    await answering(ownerUrl, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ownerUrl, stop };
}

/** SIGINT is the fast shutdown: sessions are cut, nothing is waited for. */
function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.exitCode !== null || performance.now() > deadline)
        throw new Error('PostgreSQL did not start', { cause: error });
    }
    await pause(50);
  }
}
