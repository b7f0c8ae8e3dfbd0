// `npm test`: everything. Checks, unit tests, the database tests on the embedded PostgreSQL and again on the machine's own, the web
// build with its size, the journeys in a real browser. Goes on after a failure and says at the end what failed and what was skipped; the
// last line counts the tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findMachinePostgres, startMachinePostgres } from '../test/harness/machine-postgres.ts';
import { runStep, say } from './steps.ts';
import { addReport, countOf, type Tally, type VitestReport } from './tally.ts';

const started = performance.now();
const tally: Tally = { passed: 0, failed: [], skipped: [] };
const reports = mkdtempSync(path.join(tmpdir(), 'kejing-test-'));

function heading(name: string): void {
  say(`\n━━ ${name} (at ${((performance.now() - started) / 1_000).toFixed(0)} s)`);
}

/** A step that is right or wrong as a whole; wrong, it counts as one failure. */
async function whole(name: string, command: readonly string[]): Promise<boolean> {
  heading(name);
  const { ok, seconds } = await runStep(command, { show: true });
  say(`${ok ? 'done' : 'FAILED'}: ${name}, ${seconds.toFixed(0)} s`);
  if (!ok) tally.failed.push(name);
  return ok;
}

async function vitest(name: string, projects: readonly string[], env: Record<string, string> = {}): Promise<void> {
  heading(name);
  const file = path.join(reports, `${name.replaceAll(/\W+/g, '-')}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok, seconds } = await runStep(['vitest', 'run', ...chosen, ...reporters], { show: true, env });
  const report = readReport(file);
  const failures = report === undefined ? 0 : addReport(tally, name, report);
  // Vitest also fails over what no test bears, e.g. an error thrown after the last one.
  if (!ok && failures === 0) tally.failed.push(`${name}: vitest failed outside any test`);
  if (ok && report === undefined) tally.failed.push(`${name}: vitest left no report`);
  say(`${ok ? 'done' : 'FAILED'}: ${name}, ${seconds.toFixed(0)} s`);
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Once more on the oldest PostgreSQL that is supported and present: nothing newer than 15 may be needed. */
async function onMachinePostgres(): Promise<void> {
  const found = findMachinePostgres();
  if (found === undefined) {
    tally.skipped.push('database tests on a PostgreSQL of the machine: needs Debian package postgresql-15 or newer');
    return;
  }
  const server = await startMachinePostgres(found);
  try {
    await vitest(`database tests on PostgreSQL ${found.version}`, ['database'], { TEST_DATABASE_URL: server.ownerUrl });
  } finally {
    await server.stop();
  }
}

try {
  await whole('checks', ['tools/check.ts']);
  await vitest('unit and database tests', ['unit', 'database']);
  await onMachinePostgres();
  if (await whole('web build', ['vite', 'build', '--logLevel', 'warn'])) {
    await whole('size of the web', ['tools/bundle-size.ts']);
    await vitest('journeys', ['journeys']);
  } else {
    tally.skipped.push('size of the web and journeys: the web was not built');
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}

heading('summary');
for (const name of tally.skipped) say(`skipped: ${name}`);
for (const name of tally.failed) say(`FAILED: ${name}`);
say(countOf(tally));
process.exitCode = tally.failed.length === 0 ? 0 : 1;
