import { useSyncExternalStore } from 'react';

/** `offline`: the device has no network. `down`: there is a network, but the server does not answer. */
export type Connection = 'on' | 'offline' | 'down';

const listeners = new Set<() => void>();
const waiters = new Set<() => void>();
let down = false;

function set(next: boolean): void {
  if (down === next) return;
  down = next;
  for (const listener of listeners) listener();
  if (!next) for (const waiter of waiters) waiter();
}

/** Calls back whenever the server answers again. Returns how to stop. */
export function onReached(callback: () => void): () => void {
  waiters.add(callback);
  return () => void waiters.delete(callback);
}

export const connection = {
  reached: (): void => set(false),
  lost: (): void => set(true),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  globalThis.addEventListener('online', listener);
  globalThis.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener('online', listener);
    globalThis.removeEventListener('offline', listener);
  };
}

/** The same for those who do not render. */
export const connectionNow = (): Connection => (!navigator.onLine ? 'offline' : down ? 'down' : 'on');

/** The state of the connection, always visible and calm. */
export const useConnection = (): Connection => useSyncExternalStore(subscribe, connectionNow);
