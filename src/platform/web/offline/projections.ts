import type { Answer } from '../answer.ts';
import type { GetPath, Read } from './reads.ts';
import type { Entry, HeldAnswer, PhoneStore } from './store.ts';

/** What a projection may look at beside the answer. */
export interface Beside {
  read: Read;
  entry: Entry;
  /** Another answer as this phone holds it, with what was written before this entry and waits as well. */
  held<P extends GetPath>(
    path: P,
    params?: Readonly<Record<string, string>>,
    query?: Readonly<Record<string, string>>,
  ): Promise<Answer<'get', P> | undefined>;
}

/**
 * How an answer looks once an entry is done: shown at once, while the entry still waits. `undefined` is an answer that is not there, and
 * may be made from nothing. Doing it to an answer that already knows of the entry changes nothing: the reply may be what got lost.
 */
export type Projection<P extends GetPath> = (
  answer: Answer<'get', P> | undefined,
  beside: Beside,
) => Answer<'get', P> | undefined | Promise<Answer<'get', P> | undefined>;

/** Of one command: the reads it changes. */
export type Projections = { readonly [P in GetPath]?: Projection<P> };

/** By the command's id. */
export type ProjectionTable = Readonly<Record<string, Projections>>;

let load = (): Promise<ProjectionTable> => Promise.resolve({});
let loaded: Promise<ProjectionTable> | undefined;

/** Where the modules' projections come from; they are loaded when something waits for the first time. */
export function projectWith(loader: () => Promise<ProjectionTable>): void {
  load = loader;
  loaded = undefined;
}

/** A path with its parameters filled in. */
export const pathWith = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/** What was looked up during one projecting: each answer is read once, and made once for as many entries as came before. */
type Memory = Map<string, Promise<unknown>>;

function once(memory: Memory, key: string, find: () => Promise<unknown>): Promise<unknown> {
  const known = memory.get(key) ?? find();
  memory.set(key, known);
  return known;
}

const heldIn =
  (store: PhoneStore, before: readonly Entry[], memory: Memory): Beside['held'] =>
  (path, params = {}, asked = {}) => {
    const query = new URLSearchParams(asked);
    const url = pathWith(path, params) + (query.size === 0 ? '' : `?${query}`);
    const read: Read = { path, params, query, url };
    // All that is looked up stands before some entry of one and the same list: how many came before names them.
    return once(memory, `${before.length} ${url}`, async () => {
      const held = (await once(memory, url, () => store.held.get(url))) as HeldAnswer | undefined;
      return projected(store, read, held?.answer, before, memory);
    }) as never;
  };

type Loose = (answer: unknown, beside: Beside) => unknown;

const tableNow = (): Promise<ProjectionTable> => (loaded ??= load());

/** The reads of single records that an entry changes. */
export async function projectedPaths(entry: Entry): Promise<string[]> {
  return Object.keys((await tableNow())[entry.command] ?? {}).filter((path) => path.includes('{id}'));
}

/** An answer as it is once these entries are done, in their order. */
export async function projected(
  store: PhoneStore,
  read: Read,
  answer: unknown,
  entries: readonly Entry[],
  memory: Memory = new Map(),
): Promise<unknown> {
  const table = await tableNow();
  let shown = answer;
  for (const [index, entry] of entries.entries()) {
    const projection = table[entry.command]?.[read.path] as Loose | undefined;
    if (projection === undefined) continue;
    shown = await projection(shown, { read, entry, held: heldIn(store, entries.slice(0, index), memory) });
  }
  return shown;
}
