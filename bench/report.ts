// The figures as a table a person can read: rates, waits, and ours beside the bare server.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadResult } from './load.ts';
import type { Operation } from './operations.ts';

export interface Measured {
  operation: Operation;
  runs: { ours: LoadResult; bare: LoadResult; raw: number }[];
}

const place = path.resolve(import.meta.dirname, '../docs/performance.md');

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

interface Circumstances {
  rss: number;
  cores: number;
  rounds: number;
  millis: number;
  connections: number;
}

export function report(measured: Measured[], { rss, cores, rounds, millis, connections }: Circumstances): string {
  const smallest = Math.min(...measured.map(({ operation }) => operation.size));
  const rates = new Map(
    measured.map((one) => [keyOf(one.operation), median(one.runs.map((run) => run.ours.perSecond))]),
  );
  const rows = measured.map(({ operation, runs }) => {
    const ours = median(runs.map((run) => run.ours.perSecond));
    const bare = median(runs.map((run) => run.bare.perSecond));
    const raw = median(runs.map((run) => run.raw));
    const failed = runs.reduce((sum, run) => sum + run.ours.failed + run.bare.failed, 0);
    const small = rates.get(keyOf({ ...operation, size: smallest })) ?? ours;
    const cells = [
      ...[String(operation.size), operation.role, operation.name],
      ...[ours, bare, raw].map((rate) => rate.toFixed(0)),
      `${((100 * ours) / bare).toFixed(0)} %`,
      median(runs.map((run) => run.ours.p50)).toFixed(1),
      median(runs.map((run) => run.ours.p99)).toFixed(1),
      operation.size === smallest ? '' : `${(small / ours).toFixed(2)}×`,
      failed === 0 ? '' : `${failed} failed`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `${new Date().toISOString().slice(0, 10)}, ${cores} cores, ${connections} connections, median of ${rounds} rounds of ${millis} ms each; memory of our process afterwards ${Math.round(rss / 1024 ** 2)} MiB.`,
    '',
    '| customers | role | request | ours /s | bare /s | statements alone /s | ours ÷ bare | p50 ms | p99 ms | time against the smaller | |',
    '|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---|',
    ...rows,
  ].join('\n');
}

const keyOf = (operation: Pick<Operation, 'size' | 'role' | 'name'>): string =>
  `${operation.size} ${operation.role} ${operation.name}`;

/** Puts the text into docs/performance.md, between the marks of this name. */
export function writeReport(text: string, name = 'bench'): void {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const before = readFileSync(place, 'utf8');
  if (!before.includes(from) || !before.includes(to)) throw new Error(`docs/performance.md has no ${from} … ${to}`);
  const head = before.slice(0, before.indexOf(from) + from.length);
  const tail = before.slice(before.indexOf(to));
  writeFileSync(place, `${head}\n\n${text}\n\n${tail}`);
}
