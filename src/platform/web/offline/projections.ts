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

/** One projecting: all that waits, in order, and what was looked up for it; each answer is read once, and made once as far as it matters. */
interface Memory {
  entries: readonly Entry[];
  found: Map<string, Promise<unknown>>;
}

function once({ found }: Memory, key: string, find: () => Promise<unknown>): Promise<unknown> {
  const known = found.get(key) ?? find();
  found.set(key, known);
  return known;
}

const heldIn =
  (store: PhoneStore, entry: Entry, memory: Memory): Beside['held'] =>
  (path, params = {}, asked = {}) => {
    const query = new URLSearchParams(asked);
    const url = pathWith(path, params) + (query.size === 0 ? '' : `?${query}`);
    const read: Read = { path, params, query, url };
    const earlier = concerning(memory.entries.slice(0, memory.entries.indexOf(entry)), read);
    // The last of the earlier ones that matter names them all.
    return once(memory, `${earlier.at(-1)?.id} ${url}`, async () => {
      const held = (await once(memory, url, () => store.held.get(url))) as HeldAnswer | undefined;
      return applied(store, read, held?.answer, earlier, memory);
    }) as never;
  };

type Loose = (answer: unknown, beside: Beside) => unknown;

const mentions = new WeakMap<Entry, string>();

/** Whether an entry says anything of a record: what it is tied to, and what stands in it. */
function concerns(entry: Entry, id: string): boolean {
  const { params, makes, changes, needs, body } = entry;
  const text = mentions.get(entry) ?? JSON.stringify([params, makes, changes, needs, body]);
  mentions.set(entry, text);
  return text.includes(id);
}

/** Of two hundred entries that wait a handful concern one record: the others are not asked what they make of it. */
function concerning(entries: readonly Entry[], { params: { id } }: Read): readonly Entry[] {
  return id === undefined ? entries : entries.filter((entry) => concerns(entry, id));
}

const tableNow = (): Promise<ProjectionTable> => (loaded ??= load());

/** The reads of single records that an entry changes. */
export async function projectedPaths(entry: Entry): Promise<string[]> {
  return Object.keys((await tableNow())[entry.command] ?? {}).filter((path) => path.includes('{id}'));
}

/** An answer as it is once these entries are done, in their order. */
export const projected = (
  store: PhoneStore,
  read: Read,
  answer: unknown,
  entries: readonly Entry[],
): Promise<unknown> => applied(store, read, answer, concerning(entries, read), { entries, found: new Map() });

async function applied(
  store: PhoneStore,
  read: Read,
  answer: unknown,
  entries: readonly Entry[],
  memory: Memory,
): Promise<unknown> {
  const table = await tableNow();
  let shown = answer;
  for (const entry of entries) {
    const projection = table[entry.command]?.[read.path] as Loose | undefined;
    if (projection !== undefined) shown = await projection(shown, { read, entry, held: heldIn(store, entry, memory) });
  }
  return shown;
}
