import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assertDurable } from './durability.ts';
import { startEmbedded } from './embedded.ts';
import { serverAccount } from './account.ts';
import { installedNative, runnableBinaries } from './binaries.ts';
import { placeIn } from './place.ts';
import { launchOf, startServer, stopServer } from './server.ts';
import { ask, given, isRunning, killGroup, leave, Leftovers, postmasterPid } from './testing.ts';

const left = new Leftovers();
afterEach(() => left.clear());
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const dataOf = (home: string) => path.join(home, 'postgres', 'data');
const start = async (home: string, options: Partial<Parameters<typeof startEmbedded>[0]> = {}) =>
  left.held(await startEmbedded({ home, ...options }));

describe('a new home', () => {
  it('gets UTF-8, order by code point, checksums, UTC, and roles of which the application’s owns nothing', async () => {
    const server = await start(path.join(left.directory(), '客 經%20,'));
    const [facts] = await ask(
      server.ownerUrl,
      `select pg_encoding_to_char(encoding) as encoding, datcollate, 'B' < 'a' as by_code_point, upper('é') as upper,
              current_setting('data_checksums') as checksums, current_setting('timezone') as timezone,
              current_setting('jit') as jit, pg_get_userbyid(datdba) as owner, current_user as me
       from pg_database where datname = current_database()`,
    );
    expect(facts).toEqual({
      encoding: 'UTF8',
      datcollate: 'C',
      by_code_point: true,
      upper: 'É',
      checksums: 'on',
      timezone: 'UTC',
      jit: 'off',
      owner: 'kejing_owner',
      me: 'kejing_owner',
    });
    const [app] = await ask(
      server.appUrl,
      `select current_user as me, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls as mighty,
              pg_has_role('kejing_app', 'usage') as member,
              (select count(*)::int from pg_shdepend where refobjid = r.oid and deptype = 'o') as owned
       from pg_roles r where rolname = current_user`,
    );
    expect(app).toEqual({ me: 'kejing_app_login', mighty: false, member: true, owned: 0 });
    await expect(ask(server.appUrl, 'create table mine ()')).rejects.toThrow(/permission denied/);
    await expect(ask(server.connection('postgres'), 'create database other')).resolves.toEqual([]);
    expect(await ask(server.connection('other'), 'select current_database() as db')).toEqual([{ db: 'other' }]);
  });

  it('lets nobody in without the password, and keeps socket and passwords closed to others', async () => {
    const home = left.directory();
    const server = await start(home);
    const wrong = server.ownerUrl.replace(/:[^:@/]+@/, ':wrong@');
    expect(wrong).not.toBe(server.ownerUrl);
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(path.join(home, 'postgres', 'socket')).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(home, 'postgres', 'access.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps its data over a restart, which takes less than 2 s', async () => {
    const home = left.directory();
    const first = await start(home);
    await ask(first.ownerUrl, 'create table kept as select 7 as n');
    await first.stop();
    await first.stop();
    expect(existsSync(path.join(dataOf(home), 'postmaster.pid'))).toBe(false);
    const begun = performance.now();
    const second = await start(home);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(second.adopted).toBe(false);
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  });
});

describe('several processes', () => {
  it('started at once on an empty home get one server; it ends with the last of them', async () => {
    const home = left.directory();
    const holders = await Promise.all([left.hold({ home }), left.hold({ home }), left.hold({ home })]);
    const adopted = holders.map(({ answer }) => 'adopted' in answer && answer.adopted);
    expect(adopted.toSorted()).toEqual([false, true, true]);
    const pid = postmasterPid(dataOf(home));
    const [first, second, third] = [given(holders[0]), given(holders[1]), given(holders[2])];
    await leave(first.child);
    await leave(second.child);
    expect(isRunning(pid)).toBe(true);
    expect(await ask(third.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await leave(third.child);
    expect(isRunning(pid)).toBe(false);
  });

  it('leave the server to the next start when killed with their whole process group', async () => {
    const home = left.directory();
    const { child } = await left.hold({ home });
    const pid = postmasterPid(dataOf(home));
    await killGroup(child, 'SIGKILL');
    expect(isRunning(pid)).toBe(true);
    const server = await start(home);
    expect(server.adopted).toBe(true);
    expect(postmasterPid(dataOf(home))).toBe(pid);
    await server.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it('do not take the server with them on Ctrl-C, so that the order of shutting down is ours', async () => {
    const home = left.directory();
    const { child } = await left.hold({ home });
    const pid = postmasterPid(dataOf(home));
    await killGroup(child, 'SIGINT');
    const server = await start(home);
    expect(server.adopted).toBe(true);
    expect(postmasterPid(dataOf(home))).toBe(pid);
  });

  it('replace an orphan that runs with other settings, but take a server in use as it is', async () => {
    const home = left.directory();
    const { child } = await left.hold({ home, settings: { max_connections: '20' } });
    await killGroup(child, 'SIGKILL');
    const first = await start(home, { settings: { max_connections: '30' } });
    expect(first.adopted).toBe(false);
    const second = await start(home, { settings: { max_connections: '40' } });
    expect(second.adopted).toBe(true);
    expect(await ask(second.ownerUrl, 'show max_connections')).toEqual([{ max_connections: '30' }]);
  });
});

describe('after an accident', () => {
  it('starts beside a program that got the old server’s process number', async () => {
    const home = left.directory();
    await (await start(home)).stop();
    const { uid, gid } = statSync(dataOf(home));
    const foreign = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    left.add(() => foreign.kill());
    const pidFile = path.join(dataOf(home), 'postmaster.pid');
    writeFileSync(pidFile, `${foreign.pid}\n${dataOf(home)}\n1\n5432\n${home}/postgres/socket\n\n0 0\nready   \n`);
    writeFileSync(path.join(home, 'postgres/socket/.s.PGSQL.5432.lock'), readFileSync(pidFile));
    const server = await start(home);
    expect(server.adopted).toBe(false);
    expect(isRunning(given(foreign.pid))).toBe(true);
    expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('recovers what was committed when the server itself was killed, once what is left of it lets go of its memory', async () => {
    const home = left.directory();
    const { child, url } = await left.hold({ home });
    await ask(url, 'create table kept as select 7 as n');
    const open = new Client({ connectionString: url });
    open.on('error', () => undefined);
    await open.connect();
    const { rows } = await open.query<{ pid: number }>('select pg_backend_pid() as pid');
    const backend = given(rows[0]).pid;
    process.kill(backend, 'SIGSTOP');
    left.add(() => isRunning(backend) && process.kill(backend, 'SIGCONT'));
    process.kill(postmasterPid(dataOf(home)), 'SIGKILL');
    await killGroup(child, 'SIGKILL');
    setTimeout(() => process.kill(backend, 'SIGCONT'), 1_000);
    const server = await start(home);
    expect(server.adopted).toBe(false);
    expect(await ask(server.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    await open.end();
  });

  it('begins anew where making the database was cut short', async () => {
    const home = left.directory();
    mkdirSync(`${dataOf(home)}.half`, { recursive: true });
    writeFileSync(path.join(`${dataOf(home)}.half`, 'PG_VERSION'), '18\n');
    const server = await start(home);
    expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('refuses data of another version, and data whose passwords are lost', async () => {
    const home = left.directory();
    await (await start(home)).stop();
    const version = path.join(dataOf(home), 'PG_VERSION');
    writeFileSync(version, '17\n');
    await expect(startEmbedded({ home })).rejects.toMatchObject({
      code: 'version-differs',
      message: expect.stringMatching(/made by PostgreSQL 17.* brings PostgreSQL 18/),
    });
    writeFileSync(version, '18\n');
    await rm(path.join(home, 'postgres', 'access.json'));
    await expect(startEmbedded({ home })).rejects.toMatchObject({ code: 'access-gone' });
  });
});

describe('the socket', () => {
  it('goes to the directory for temporary files when the home’s path is too long, unless someone sits there', async () => {
    const home = path.join(left.directory(), '長'.repeat(30));
    const server = await start(home);
    const host = given(new URL(server.ownerUrl.replace('@/', '@x/')).searchParams.get('host'));
    left.add(() => rm(host, { recursive: true, force: true }));
    expect(host.startsWith(tmpdir())).toBe(true);
    expect(statSync(host).mode & 0o777).toBe(0o700);
    await server.stop();
    chmodSync(host, 0o777);
    await expect(startEmbedded({ home })).rejects.toMatchObject({ code: 'socket-unsafe' });
  });
});

describe('the programs', () => {
  it('are copied and linked anew when npm left the links out, and the package stays untouched', async () => {
    const base = left.directory();
    const native = path.join(base, 'native');
    execFileSync('cp', ['-a', installedNative(), native]);
    execFileSync('find', [native, '-type', 'l', '-delete']);
    execFileSync('chmod', ['-R', 'a-w', native]);
    left.add(() => execFileSync('chmod', ['-R', 'u+w', native]));
    const before = execFileSync('find', [native, '-newermt', '1970-01-01', '-printf', '%p %T@ %l\n'], {
      encoding: 'utf8',
    });
    const server = await start(path.join(base, 'home'), { native });
    expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    const after = execFileSync('find', [native, '-newermt', '1970-01-01', '-printf', '%p %T@ %l\n'], {
      encoding: 'utf8',
    });
    expect(after).toBe(before);
  });
});

describe('durability', () => {
  it('cannot be set away, neither by settings nor in the server’s own configuration', async () => {
    const home = left.directory();
    await expect(startEmbedded({ home, settings: { fsync: 'off' } })).rejects.toMatchObject({
      code: 'setting-reserved',
    });
    const first = await start(home);
    await ask(first.ownerUrl, 'alter system set fsync = off');
    await first.stop();
    const second = await start(home);
    expect(await ask(second.ownerUrl, 'show fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('is missed with a sentence on a server without fsync, and on a role that does not wait for its commits', async () => {
    const home = left.directory();
    const server = await start(home);
    await ask(server.ownerUrl, 'alter role kejing_app_login set synchronous_commit = off');
    const careless = new Client({ connectionString: server.appUrl });
    await careless.connect();
    await expect(assertDurable(careless)).rejects.toThrow(/synchronous_commit = off: saved work could vanish/);
    await careless.query('set synchronous_commit = local');
    await expect(assertDurable(careless)).resolves.toBeUndefined();
    await careless.end();
    await expect(startEmbedded({ home })).rejects.toMatchObject({ code: 'not-durable' });
    await server.stop();

    const place = placeIn(path.join(home, 'postgres'));
    const account = serverAccount(home, place.data);
    const binaries = await runnableBinaries(installedNative(), place.directory, account, () => undefined);
    const launch = await launchOf(place, account, {});
    await startServer(place, binaries, account, { ...launch, args: [...launch.args, '-c', 'fsync=off'] });
    left.add(() => stopServer(place.data, account, async () => binaries));
    const reckless = new Client({ connectionString: server.ownerUrl });
    await reckless.connect();
    await expect(assertDurable(reckless)).rejects.toThrow(/fsync = off: a power failure could destroy it/);
    await reckless.end();
    expect(readFileSync(path.join(place.data, 'postmaster.opts'), 'utf8')).toContain('fsync=off');
  });
});
