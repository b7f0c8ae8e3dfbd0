import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const home = mkdtempSync(path.join(tmpdir(), 'kejing-import-'));
const work = mkdtempSync(path.join(tmpdir(), 'kejing-import-files-'));
chmodSync(home, 0o711);
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
  rmSync(work, { recursive: true, force: true });
});

function kejing(args: string[], { input = '', heap = '' } = {}) {
  const env: NodeJS.ProcessEnv = { ...process.env, KEJING_HOME: home, ...(heap === '' ? {} : { NODE_OPTIONS: heap }) };
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) delete env[name];
  const command = [path.join(root, 'tools/kejing.mjs'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: work,
    input,
    env,
    encoding: 'utf8',
    timeout: 150_000,
  });
  return { status, stdout, stderr };
}

const at = (name: string, content: string | Buffer): string => {
  const file = path.join(work, name);
  writeFileSync(file, content);
  return file;
};

beforeAll(() => {
  const founding = ['setup', '--company', '城中文具', '--region', 'taiwan', '--admin', '周經理', '--password-stdin'];
  const founded = kejing(founding, { input: 'a long enough password\n' });
  if (founded.status !== 0) throw new Error(founded.stderr);
});

const list = '店,統一編號,電話\n甲商行,04595257,02-2531-7099\n乙商行,11913503,\n丙商行,,0912-345-678\n';

it('O16 imports from the command line: five figures that add up, columns by hand, refused rows in a file', () => {
  const file = at('名單.csv', list);
  const wanted = ['import', 'customers', file, '--json', '--map', 'name=店'];
  const dry = kejing([...wanted, '--dry-run']);
  expect(dry.status, dry.stderr).toBe(0);
  expect(JSON.parse(dry.stdout)).toMatchObject({ rows: 3, created: 2, refused: 1, dryRun: true });
  const first = kejing(wanted);
  expect(first.status, first.stderr).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({
    ...{ rows: 3, created: 2, changed: 0, unchanged: 0, refused: 1, doubtful: 0, encoding: 'utf-8' },
    mapping: { name: '店', taxNumber: '統一編號', phone: '電話' },
    refusedFile: '名單-refused.csv',
  });
  expect(readFileSync(path.join(work, '名單-refused.csv'), 'utf8')).toContain('乙商行');
  const second = kejing(wanted);
  expect(JSON.parse(second.stdout)).toMatchObject({ rows: 3, created: 0, unchanged: 2, refused: 1 });
}, 90_000);

it('O16 says in words what cannot be read, and what was asked wrongly', () => {
  const pdf = kejing(['import', 'customers', at('名單.pdf', '%PDF-1.7 …'), '--json']);
  expect(pdf.status).toBe(1);
  expect(JSON.parse(pdf.stdout)).toMatchObject({ rows: 0, problem: { code: 'sheets.notATable' } });
  const empty = kejing(['import', 'customers', at('empty.csv', '')]);
  expect(empty).toMatchObject({ status: 1, stdout: '' });
  expect(empty.stderr).not.toContain('at ');
  expect(kejing(['import', 'customers', path.join(work, 'nothing.csv')]).status).toBe(1);
  const noName = kejing(['import', 'customers', at('letters.csv', 'a,b\n1,2\n')]);
  expect(noName).toMatchObject({ status: 1 });
  expect(noName.stderr).toContain('--map name=');
  const file = at('list.csv', list);
  for (const wrong of [
    ['import', 'dragons', file],
    ['import', 'customers'],
    ['import', 'customers', file, '--map', 'dragon=店'],
    ['import', 'customers', file, '--map', 'name=店', '--doubtful', 'perhaps'],
  ])
    expect(kejing(wrong).status, wrong.join(' ')).toBe(2);
}, 90_000);

it('O16 goes through 60 MB with a heap of 100 MB', () => {
  const lines = Array.from({ length: 24_000 }, (_, i) => `大檔${i}行,02-2${3_000_000 + i},${'備'.repeat(850)}`);
  const file = at('large.csv', `名稱,電話,說明文字\n${lines.join('\n')}\n`);
  const large = kejing(['import', 'customers', file, '--json', '--dry-run'], { heap: '--max-old-space-size=100' });
  expect(large.status, large.stderr).toBe(0);
  expect(JSON.parse(large.stdout)).toMatchObject({ rows: 24_000, created: 24_000 });
}, 180_000);

const real = path.join(root, '../shared/data/tw/t187ap03_L.csv');

it.skipIf(!existsSync(real))(
  'O16 the statutory list from the command line, twice (needs ../shared/data)',
  () => {
    const first = kejing(['import', 'customers', real, '--json']);
    expect(JSON.parse(first.stdout)).toMatchObject({ rows: 992, refused: 0, encoding: 'utf-8' });
    const second = kejing(['import', 'customers', real, '--json']);
    expect(JSON.parse(second.stdout)).toMatchObject({ rows: 992, created: 0, changed: 0, unchanged: 992 });
  },
  90_000,
);
