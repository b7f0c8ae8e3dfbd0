import { useSyncExternalStore } from 'react';
import { refresh } from '../queries.ts';
import type { Read } from './reads.ts';
import { onStoreChange } from './store.ts';

// Which answers on the screens are the phone's own, and how old they are.

interface Shown {
  path: string;
  at: number;
}

const shown = new Map<string, Shown>();
const listeners = new Set<() => void>();
let oldest: number | undefined;

function changed(): void {
  // Who is signed in does not grow old within a day.
  const times = [...shown.values()].filter(({ path, at }) => at > 0 && path !== '/api/v1/me').map(({ at }) => at);
  const next = times.length === 0 ? undefined : Math.min(...times);
  if (next === oldest) return;
  oldest = next;
  for (const listener of listeners) listener();
}

/** The phone answered; `at` is when the server had, 0 where it never did. */
export function noteShown({ url, path }: Read, at: number): void {
  shown.set(url, { path, at });
  changed();
}

/** The server answered. */
export function noteAnswered(url: string): void {
  if (shown.delete(url)) changed();
}

/** Reads again what the phone had to answer, since the server can be asked again. */
export async function readAgain(): Promise<void> {
  const paths = new Set([...shown.values()].map(({ path }) => path));
  shown.clear();
  changed();
  if (paths.size > 0) await refresh(...paths);
}

onStoreChange(() => {
  shown.clear();
  changed();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** When the oldest answer was given that the phone shows in the server's place; undefined while all is fresh. */
export const useShownSince = (): number | undefined => useSyncExternalStore(subscribe, () => oldest);
