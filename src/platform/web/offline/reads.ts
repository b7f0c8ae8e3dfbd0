import type { Answer } from '../answer.ts';
import type { paths } from '../api.gen.d.ts';

/** Paths of the API that answer to GET. */
export type GetPath = {
  [Path in keyof paths]: [NonNullable<paths[Path]['get']>] extends [never] ? never : Path;
}[keyof paths];

/** What was asked for: the path as the contract writes it, and what stood in its place. */
export interface Read {
  path: GetPath;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Path with query: under it an answer is held. */
  url: string;
}

interface Template {
  path: GetPath;
  names: string[];
  pattern: RegExp;
}

const templates: Template[] = [];

function templateOf(path: GetPath): Template {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const escaped = path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return { path, names, pattern: new RegExp(`^${escaped.replaceAll(/\{\w+\}/g, '([^/]+)')}$`) };
}

/**
 * Allows a phone to hold the answers of these paths: what a day in the field needs, and nothing else. Identity numbers, pay and papers of
 * the archive never stand here.
 */
export function keepOnPhone(...allowed: readonly GetPath[]): void {
  for (const path of allowed) if (!templates.some((known) => known.path === path)) templates.push(templateOf(path));
  // A path that says more comes first: /visits/last-report is no visit.
  templates.sort((a, b) => a.names.length - b.names.length);
}

/** Which of the allowed reads an address is; undefined for every other. */
export function readOf(address: URL): Read | undefined {
  for (const { path, names, pattern } of templates) {
    const match = pattern.exec(address.pathname);
    if (match === null) continue;
    const values = match.slice(1).map(decodeURIComponent);
    const params = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
    return { path, params, query: address.searchParams, url: address.pathname + address.search };
  }
  return undefined;
}

type Trim = (answer: unknown) => unknown;
const trims = new Map<GetPath, Trim>();

/** What of a path's answers may be held: the rest is taken off before. Nothing of an answer is held where `trim` gives undefined. */
export function trimForPhone<P extends GetPath>(
  path: P,
  trim: (answer: Answer<'get', P>) => Answer<'get', P> | undefined,
): void {
  trims.set(path, trim as Trim);
}

/** An answer as the phone may hold it; undefined where it may not. */
export const trimmed = (path: GetPath, answer: unknown): unknown => {
  const trim = trims.get(path);
  return trim === undefined ? answer : trim(answer);
};
