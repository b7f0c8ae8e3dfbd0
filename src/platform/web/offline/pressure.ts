import { useSyncExternalStore } from 'react';

/** How much room the device has left for the outbox: `tight` is more than four fifths used, `full` is that nothing could be written. */
export type Pressure = 'none' | 'tight' | 'full';

const tightFrom = 0.8;
const listeners = new Set<() => void>();
let pressure: Pressure = 'none';

export function notePressure(next: Pressure): void {
  if (next === pressure) return;
  pressure = next;
  for (const listener of listeners) listener();
}

/** Of what the browser allows us, from its own estimate. */
export const pressureOf = ({ usage = 0, quota = 0 }: StorageEstimate): Pressure =>
  quota > 0 && usage / quota > tightFrom ? 'tight' : 'none';

/** Asks the browser; after something was written or thrown away. Where it does not say, only a failure tells. */
export async function measurePressure(): Promise<void> {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  if (estimate !== undefined) notePressure(pressureOf(estimate));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Said on the screen; never met by dropping anything. */
export const usePressure = (): Pressure => useSyncExternalStore(subscribe, () => pressure);
