import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installedNative } from './binaries.ts';
import { startEmbedded } from './embedded.ts';
import { ask, isRoot, leave, Leftovers, postmasterPid, stranger, strangerCanRunThis } from './testing.ts';

const left = new Leftovers();
afterEach(() => left.clear());
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const dataOf = (home: string) => path.join(home, 'postgres', 'data');
const uidOf = (pid: number) => Number(execFileSync('ps', ['-o', 'uid=', '-p', String(pid)], { encoding: 'utf8' }));

describe.skipIf(isRoot)('an ordinary user', () => {
  it('runs the server as himself', async () => {
    const home = left.directory();
    left.held(await startEmbedded({ home }));
    expect(uidOf(postmasterPid(dataOf(home)))).toBe(process.getuid?.());
  });
});

describe.runIf(isRoot)('root', () => {
  it('hands over to another account, which owns the data, and no third account can connect', async () => {
    const home = left.directory();
    chmodSync(home, 0o700);
    const server = left.held(await startEmbedded({ home }));
    const uid = uidOf(postmasterPid(dataOf(home)));
    expect(uid).not.toBe(0);
    expect(statSync(dataOf(home)).uid).toBe(uid);
    expect(statSync(dataOf(home)).mode & 0o777).toBe(0o700);

    const socket = path.join(home, 'postgres', 'socket', '.s.PGSQL.5432');
    const reaches = (who: number) =>
      spawnSync('/bin/sh', ['-c', 'test -S "$1"', 'sh', socket], { uid: who, gid: who, cwd: '/' }).status === 0;
    expect(reaches(uid)).toBe(true);
    expect(reaches(uid + 1)).toBe(false);
    expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('passes its environment to no other account', async () => {
    const home = left.directory();
    vi.stubEnv('KEJING_SECRET_FOR_TEST', 'hidden');
    left.add(() => vi.unstubAllEnvs());
    left.held(await startEmbedded({ home }));
    const environment = readFileSync(`/proc/${postmasterPid(dataOf(home))}/environ`, 'utf8');
    expect(environment).toContain('LC_ALL=C');
    expect(environment).not.toContain('hidden');
  });

  it('finds another place, says so and remembers it, when neither home nor programs can be reached by that account', async () => {
    const closed = left.directory();
    const home = path.join(closed, 'home');
    const native = path.join(closed, 'native');
    execFileSync('cp', ['-a', installedNative(), native]);
    chmodSync(closed, 0o700);
    const said: string[] = [];
    const first = left.held(await startEmbedded({ home, native, log: (line) => said.push(line) }));
    const place = readFileSync(path.join(home, 'postgres', 'place'), 'utf8').trim();
    left.add(() => rm(place, { recursive: true, force: true }));
    expect(said.join('\n')).toContain(`the database lies in ${place}`);
    expect(existsSync(dataOf(home))).toBe(false);
    await ask(first.ownerUrl, 'create table kept as select 7 as n');
    await first.stop();
    const second = left.held(await startEmbedded({ home, native }));
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.stop();
    await rm(place, { recursive: true });
    await expect(startEmbedded({ home, native })).rejects.toMatchObject({ code: 'place-gone' });
  });

  it('takes back data that root has copied', async () => {
    const home = left.directory();
    const first = left.held(await startEmbedded({ home }));
    await ask(first.ownerUrl, 'create table kept as select 7 as n');
    await first.stop();
    execFileSync('chown', ['-R', '0:0', dataOf(home)]);
    const second = left.held(await startEmbedded({ home }));
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  });
});

describe.runIf(isRoot && strangerCanRunThis())('root and an ordinary user', () => {
  it('the user runs the server as himself, and may not open the database of another', async () => {
    const home = left.directory();
    chownSync(home, stranger.uid, stranger.gid);
    const { child, url } = await left.hold({ home }, stranger);
    expect(uidOf(postmasterPid(dataOf(home)))).toBe(stranger.uid);
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await leave(child);

    const other = left.directory();
    await left.held(await startEmbedded({ home: other })).stop();
    const { answer } = await left.hold({ home: other }, stranger);
    expect(answer).toMatchObject({ refusal: 'not-yours', sentence: expect.stringContaining('belongs to root') });
  });

  it('root in the user’s own directory leaves everything so that the user goes on without root, even at once', async () => {
    const own = path.join(left.directory(), 'own');
    mkdirSync(own, { mode: 0o700 });
    chownSync(own, stranger.uid, stranger.gid);
    const home = path.join(own, 'made', 'home');
    const server = left.held(await startEmbedded({ home }));
    expect(uidOf(postmasterPid(dataOf(home)))).toBe(stranger.uid);
    await ask(server.ownerUrl, 'create table kept as select 7 as n');
    const beside = await left.hold({ home }, stranger);
    expect(beside.answer).toMatchObject({ adopted: true });
    await server.stop();
    await leave(beside.child);
    expect(existsSync(path.join(dataOf(home), 'postmaster.pid'))).toBe(false);
    const alone = await left.hold({ home }, stranger);
    expect(alone.answer).toMatchObject({ adopted: false });
    expect(await ask(alone.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });
});
