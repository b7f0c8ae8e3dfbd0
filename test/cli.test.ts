import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const home = mkdtempSync(path.join(tmpdir(), 'kejing-cli-'));
chmodSync(home, 0o711);
afterAll(() => rmSync(home, { recursive: true, force: true }));

function kejing(args: string[], input = '') {
  const env = { ...process.env, KEJING_HOME: home, PORT: '0' };
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) delete (env as NodeJS.ProcessEnv)[name];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/kejing.mjs', ...args], {
    cwd: root,
    input,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

it('names its commands, and each explains itself', () => {
  const overview = kejing(['--help']);
  expect(overview.status).toBe(0);
  const names = [...overview.stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map((match) => match[1] ?? '');
  expect(names).toEqual(
    expect.arrayContaining(['setup', 'serve', 'migrate', 'company', 'user', 'doctor', 'demo', 'import']),
  );
  for (const name of names) expect(kejing([name, '--help']).stdout).toContain('usage:');
  expect(kejing(['nonsense']).status).toBe(2);
});

it('sets up a company from the command line, once, and tells its state as JSON', () => {
  const founding = [
    'setup',
    '--company',
    '城中文具',
    '--region',
    'taiwan',
    '--admin',
    '周經理',
    '--password-stdin',
    '--json',
  ];
  expect(kejing(founding, 'too short\n')).toMatchObject({ status: 2, stdout: '' });
  const founded = kejing(founding, 'a long enough password\n');
  expect(founded).toMatchObject({ status: 0 });
  expect(JSON.parse(founded.stdout)).toMatchObject({ code: 'c1' });
  expect(kejing(founding, 'a long enough password\n').stderr).toContain('stands already');
  expect(JSON.parse(kejing(['company', 'list', '--json']).stdout)).toEqual([
    { code: 'c1', name: '城中文具', region: 'taiwan', language: 'zh-Hant', timeZone: 'Asia/Taipei' },
  ]);
  expect(JSON.parse(kejing(['user', 'list', '--json']).stdout)).toMatchObject([{ userName: '周經理' }]);
  expect(JSON.parse(kejing(['migrate', '--json']).stdout)).toEqual({ applied: [] });
  const doctor = kejing(['doctor', '--json']);
  expect(JSON.parse(doctor.stdout)).toSatisfy((findings: { ok: boolean }[]) => findings.every((finding) => finding.ok));
  expect(doctor.status).toBe(0);
});

it('serves until it is told to stop, and says when it is alive and ready', async () => {
  const server = spawn(process.execPath, ['tools/kejing.mjs', 'serve'], {
    cwd: root,
    env: { ...process.env, KEJING_HOME: home, PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const match = /listens on (http\S+)/.exec(said);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    server.on('exit', () => reject(new Error(said)));
  });
  expect(await (await fetch(`${address}/health`)).json()).toEqual({ status: 'alive' });
  expect(await (await fetch(`${address}/ready`)).json()).toEqual({ status: 'ready' });
  expect(await (await fetch(`${address}/api/v1/bootstrap`)).json()).toMatchObject({ state: 'ready' });
  server.kill('SIGTERM');
  expect(await new Promise((resolve) => void server.on('exit', (code) => resolve(code)))).toBe(0);
}, 120_000);
