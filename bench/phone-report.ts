// The phone's figures as a table beside their budgets (design, section 10).
import type { Scored } from './lighthouse.ts';

export interface PhoneFigures {
  screens: Readonly<Record<string, Scored>>;
  cores: number;
  /** How many times the CPU was slowed for `presses`, `keys` and `savedSlowed`; all in milliseconds. */
  slowed: number;
  presses: readonly number[];
  keys: readonly number[];
  saved: readonly number[];
  savedSlowed: readonly number[];
}

const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);
const median = (numbers: readonly number[]): number => sorted(numbers)[numbers.length >> 1] ?? 0;
const longest = (numbers: readonly number[]): number => Math.max(0, ...numbers);

export function phoneReport(figures: PhoneFigures): string {
  const { screens, cores, slowed, presses, keys, saved, savedSlowed } = figures;
  const scores = Object.entries(screens).map(([name, { scores: found, fcp, lcp, tbt, cls }]) => {
    const figuresOf = [found.performance, found.accessibility, found['best-practices']].join(' / ');
    const times = `first paint ${(fcp / 1000).toFixed(1)} s, largest ${(lcp / 1000).toFixed(1)} s, blocked ${tbt.toFixed(0)} ms, shift ${cls.toFixed(3)}`;
    return `| Lighthouse phone, ${name}: performance / accessibility / best practices | ${figuresOf} (${times}) | ≥ 90 / 100 / 100 |`;
  });
  const row = (what: string, numbers: readonly number[], budget: string): string =>
    `| ${what} | ${median(numbers).toFixed(0)} ms, longest ${longest(numbers).toFixed(0)} ms of ${numbers.length} | ${budget} |`;
  return [
    `${new Date().toISOString().slice(0, 10)}, ${cores} cores; Lighthouse with nothing cached, slow 4G and a CPU slowed four times, both simulated; medians.`,
    '',
    '| what | reached | budget |',
    '| --- | --- | --- |',
    ...scores,
    row(`input to paint, chips of the report, CPU slowed ${slowed} times`, presses, 'under 100 ms'),
    row(`input to paint, typing, CPU slowed ${slowed} times`, keys, 'under 100 ms'),
    row('report saved without a network, from the press to the next screen', saved, 'under 100 ms'),
    row(`the same, CPU slowed ${slowed} times`, savedSlowed, '–'),
  ].join('\n');
}
