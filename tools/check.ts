// `npm run check`: everything that can be wrong with the text of the project, two steps at a time, one line a step.
//   npm run check               all steps
//   npm run check -- lint fence only those
import { runStep, say } from './steps.ts';

interface Check {
  name: string;
  command: readonly string[];
}

const checks: readonly Check[] = [
  { name: 'types', command: ['node_modules/@typescript/native/bin/tsc', '-p', '.', '--noEmit', '--pretty', 'false'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings', '--format', 'unix'] },
  { name: 'fence', command: ['tools/fence.ts'] },
  {
    name: 'format',
    command: [
      'prettier',
      '--check',
      '--cache',
      '--cache-location',
      'node_modules/.cache/kejing/prettier',
      '--log-level',
      'warn',
      '.',
    ],
  },
  { name: 'unused', command: ['knip', '--no-progress'] },
  { name: 'messages', command: ['tools/messages-check.ts'] },
  { name: 'simplified', command: ['tools/messages-hans.ts', '--check'] },
  { name: 'generated', command: ['tools/generate.ts', '--check'] },
];

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    say(`no such check: ${unknown.join(', ')}; there are ${checks.map((check) => check.name).join(', ')}`);
    return 2;
  }
  const waiting = checks.filter((check) => names.length === 0 || names.includes(check.name));
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const result = await runStep(check.command);
      say(`${result.ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(10)} ${result.seconds.toFixed(1)} s`);
      if (result.ok) continue;
      failed.push(check.name);
      say(result.output.trimEnd().replaceAll(/^/gm, '    '));
    }
  };
  await Promise.all([worker(), worker()]);
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
