// Lighthouse is no dependency (it brings 176 MB): `npm install --no-save lighthouse@13`, or `--lighthouse FOLDER` where it is installed.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Audit {
  score: number | null;
  scoreDisplayMode: string;
  title: string;
  displayValue?: string;
  numericValue?: number;
  details?: unknown;
}
interface Result {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
  runtimeError?: { message: string };
}
type Lighthouse = (url: string, flags: object) => Promise<{ lhr: Result } | undefined>;

const categories = ['performance', 'accessibility', 'best-practices'] as const;
export type Category = (typeof categories)[number];

export interface Scored {
  /** 0 to 100. */
  scores: Record<Category, number>;
  /** Milliseconds: first and largest paint, blocking, and the layout's shift without a unit. */
  fcp: number;
  lcp: number;
  tbt: number;
  cls: number;
  /** What was not perfect, with its weight. */
  misses: string[];
}

export async function findLighthouse(folder: string): Promise<Lighthouse> {
  const from = createRequire(path.join(path.resolve(folder), 'package.json'));
  const found = await import(pathToFileURL(from.resolve('lighthouse')).href);
  return found.default as Lighthouse;
}

/** One run of the phone profile (slow 4G and a CPU slowed four times, both simulated) with nothing cached, signed in; undefined where it failed. */
export async function score(
  lighthouse: Lighthouse,
  { port, url, cookie }: { port: number; url: string; cookie: string },
): Promise<Scored | undefined> {
  const run = await lighthouse(url, {
    port,
    logLevel: 'error',
    output: 'json',
    onlyCategories: categories,
    extraHeaders: { Cookie: cookie },
  });
  if (run === undefined) throw new Error('Lighthouse said nothing');
  const { lhr } = run;
  if (lhr.runtimeError !== undefined) return undefined;
  const scores = Object.fromEntries(
    categories.map((category) => [category, Math.round(100 * (lhr.categories[category]?.score ?? 0))]),
  ) as Record<Category, number>;
  const number = (id: string): number => lhr.audits[id]?.numericValue ?? 0;
  return {
    scores,
    fcp: number('first-contentful-paint'),
    lcp: number('largest-contentful-paint'),
    tbt: number('total-blocking-time'),
    cls: number('cumulative-layout-shift'),
    misses: missesOf(lhr),
  };
}

function missesOf({ categories: found, audits }: Result): string[] {
  return Object.entries(found).flatMap(([category, { auditRefs }]) =>
    auditRefs.flatMap(({ id, weight }) => {
      const audit = audits[id];
      if (audit === undefined || audit.score === null || audit.score >= 0.9) return [];
      if (weight === 0 && audit.scoreDisplayMode !== 'metricSavings') return [];
      return [`${category} ${id} (${weight}): ${audit.title} ${audit.displayValue ?? ''}`.trimEnd()];
    }),
  );
}
