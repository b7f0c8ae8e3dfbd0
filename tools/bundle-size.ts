// The budgets of the built web (dist/web): JavaScript of the first screen on the phone, of every screen that loads by itself, and all that
// a phone keeps to open without a network.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root, say } from './steps.ts';
import { keptFiles } from './web/service-worker.ts';

export interface Chunk {
  file: string;
  src?: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}
export type Manifest = Record<string, Chunk>;

/** Kilobytes of 1,000 bytes, gzipped. */
const firstScreenBudget = 240;
const screenBudget = 350;
const keptBudget = 1_200;

/** What is loaded before the first screen stands, beside the entry: the texts of one language, the home and the page that it chooses. */
const texts = 'src/platform/web/texts/zh-hant.ts';
const home = 'src/app/web/home.tsx';

/** The JavaScript files that these chunks need, each once. */
export function filesOf(manifest: Manifest, keys: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    if (chunk.file.endsWith('.js')) files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return files;
}

export interface Weighed {
  name: string;
  kilobytes: number;
  budget: number;
}

export function weigh(manifest: Manifest, sizeOf: (file: string) => number): Weighed[] {
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true);
  const screens = Object.keys(manifest).filter((key) => manifest[key]?.isDynamicEntry === true);
  const total = (keys: readonly string[]): number =>
    [...filesOf(manifest, keys)].reduce((sum, file) => sum + sizeOf(file), 0) / 1_000;
  for (const key of [home, texts])
    if (manifest[key] === undefined) throw new Error(`${key} is not among the built chunks`);
  const pages = manifest[home]?.dynamicImports ?? [];
  const firstScreens = pages.length === 0 ? [[]] : pages.map((page) => [page]);
  const first = (page: readonly string[]): Weighed => ({
    name: `first screen ${page.join()}`.trimEnd(),
    kilobytes: total([...entries, texts, home, ...page]),
    budget: firstScreenBudget,
  });
  const screen = (key: string): Weighed => ({ name: key, kilobytes: total([...entries, key]), budget: screenBudget });
  return [...firstScreens.map(first), ...screens.map(screen)];
}

if (process.argv[1] === import.meta.filename) {
  const web = path.join(root, 'dist/web');
  const manifestFile = path.join(web, '.vite/manifest.json');
  if (!existsSync(manifestFile)) throw new Error('dist/web is not built: npm run build');
  const manifest: Manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const sizeOf = (file: string): number => gzipSync(readFileSync(path.join(web, file)), { level: 9 }).length;
  const kept = keptFiles(web).reduce((sum, file) => sum + sizeOf(file), 0) / 1_000;
  const weighed = [...weigh(manifest, sizeOf), { name: 'all that a phone keeps', kilobytes: kept, budget: keptBudget }];
  for (const { name, kilobytes, budget } of weighed.toSorted((a, b) => b.kilobytes - a.kilobytes)) {
    const over = kilobytes > budget;
    say(`${over ? 'OVER' : 'ok  '} ${kilobytes.toFixed(0).padStart(4)} of ${budget} KB  ${name}`);
    if (over) process.exitCode = 1;
  }
}
