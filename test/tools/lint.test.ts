// The linter must bark: each rule that the house leans on finds its breach, and lawful code passes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../tools/steps.ts';

const files: Record<string, string> = {
  'src/modules/visits/lawful.ts': 'export const at = (millis: number): Date => new Date(millis);\n',
  'src/modules/visits/now.ts': 'export const now = (): number => Date.now();\n',
  'src/modules/visits/date.ts': 'export const today = (): Date => new Date();\n',
  'src/modules/visits/temporal.ts': 'export const now = (): unknown => Temporal.Now.instant();\n',
  'src/platform/server/clock.ts': 'export const now = (): number => Date.now();\n',
  'src/platform/server/any.ts': 'export const loose = (value: any): unknown => value;\n',
  'src/platform/server/print.ts': `export const print = (): void => console.log('x');\n`,
  'src/platform/server/long.ts': Array.from({ length: 302 }, (_, line) => `export const a${line} = ${line};\n`).join(
    '',
  ),
  'src/platform/server/later.ts': `// ${'TO'}DO: later\nexport const a = 1;\n`,
  'src/ui/words.tsx': 'export const Words = () => <p>儲存</p>;\n',
  'src/ui/label.tsx': 'export const Label = () => <input aria-label="Save it" />;\n',
  'src/ui/mark.tsx': 'export const Mark = () => <p>·</p>;\n',
  'src/ui/only.test.ts': `import { expect, test } from 'vitest';\ntest.only('x', () => {\n  expect(1).toBe(1);\n});\n`,
};

interface Finding {
  code: string;
  filename: string;
}

let place = '';
let findings: Finding[] = [];

beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'kejing-lint-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(place, 'node_modules'));
  for (const name of ['.oxlintrc.json', 'tools/lint', 'package.json'])
    cpSync(path.join(root, name), path.join(place, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), text);
  }
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], { cwd: place, encoding: 'utf8' });
  const report: { diagnostics: Finding[] } = JSON.parse(run.stdout);
  findings = report.diagnostics;
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

const found = (file: string): string[] => findings.filter(({ filename }) => filename === file).map(({ code }) => code);

test.each([
  ['src/modules/visits/now.ts', 'kejing(time-from-the-clock)'],
  ['src/modules/visits/date.ts', 'kejing(time-from-the-clock)'],
  ['src/modules/visits/temporal.ts', 'kejing(time-from-the-clock)'],
  ['src/platform/server/any.ts', 'typescript(no-explicit-any)'],
  ['src/platform/server/print.ts', 'eslint(no-console)'],
  ['src/platform/server/long.ts', 'eslint(max-lines)'],
  ['src/platform/server/later.ts', 'eslint(no-warning-comments)'],
  ['src/ui/words.tsx', 'kejing(no-text-in-markup)'],
  ['src/ui/label.tsx', 'kejing(no-text-in-markup)'],
  ['src/ui/only.test.ts', 'vitest(no-focused-tests)'],
])('%s breaks %s', (file, rule) => {
  expect(found(file)).toContain(rule);
});

test.each(['src/modules/visits/lawful.ts', 'src/platform/server/clock.ts', 'src/ui/mark.tsx'])(
  '%s is lawful',
  (file) => {
    expect(found(file)).toEqual([]);
  },
);
