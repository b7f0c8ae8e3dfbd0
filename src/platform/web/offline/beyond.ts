import type { Answer } from '../answer.ts';
import type { GetPath, Read } from './reads.ts';
import type { PhoneStore } from './store.ts';

/** Makes an answer from others that the phone holds, e.g. a search among the customers it knows; undefined where it cannot. */
export type Maker<P extends GetPath> = (read: Read, store: PhoneStore) => Promise<Answer<'get', P> | undefined>;

type Makers = { [P in GetPath]?: () => Promise<Maker<P>> };
const makers: Makers = {};

/** Says who answers a path without a network where its very answer is not held; loaded when it is needed. */
export function answerBeyond<P extends GetPath>(path: P, load: () => Promise<Maker<P>>): void {
  Object.assign(makers, { [path]: load });
}

export async function answersBeyond(store: PhoneStore, read: Read): Promise<unknown> {
  const load = makers[read.path] as (() => Promise<(read: Read, store: PhoneStore) => Promise<unknown>>) | undefined;
  return load === undefined ? undefined : (await load())(read, store);
}
