import { useSyncExternalStore } from 'react';
import { phoneInstant } from '#platform/web/offline/clock.ts';
import { submit } from '#platform/web/offline/outbox.ts';
import type { Submitted } from '#platform/web/offline/request.ts';
import type { Problem } from '#platform/web/problem.ts';
import { checkInVisit } from './commands.ts';
import { locate, longestLocating } from './place.ts';

/** The visit at whose door one stands. */
export interface Door {
  id: string;
  customer: { id: string; name: string };
}

interface Going {
  done: Promise<Submitted>;
  /** Waits no longer for the position. */
  hurry: () => void;
}

// A check-in belongs to no screen: it goes on while one walks through the product.
const going = new Map<string, Going>();
const refusals = new Map<string, Problem>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/**
 * Checks in at the moment of the press: it is kept at once, and outlives a browser that is killed. The position is added if the phone knows
 * it soon (place.ts); nothing else waits for it. Pressed again meanwhile it is the same check-in.
 */
export function beginCheckIn({ id, customer }: Door): Promise<Submitted> {
  const same = going.get(id);
  if (same !== undefined) return same.done;
  const occurredAt = phoneInstant();
  let hurry = (): void => undefined;
  const hurried = new Promise<undefined>((resolve) => (hurry = () => resolve(undefined)));
  const located = Promise.race([locate(), hurried]).then((position) => position && { occurredAt, position });
  const given = {
    params: { id },
    body: { occurredAt },
    changes: [id],
    needs: [customer.id],
    about: { title: customer.name, screen: `/visits/${id}` },
  };
  const done = submit(checkInVisit, given, { body: located, patience: longestLocating + 1_000 })
    .then((became) => {
      if (became.state === 'refused') refusals.set(id, became.problem);
      return became;
    })
    .finally(() => {
      going.delete(id);
      tell();
    });
  refusals.delete(id);
  going.set(id, { done, hurry });
  tell();
  return done;
}

/** Before something that must come after it: a check-in on its way is made now, with or without its position. */
export async function finishCheckIn(visitId: string): Promise<void> {
  const now = going.get(visitId);
  now?.hurry();
  await now?.done.catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether a check-in is on its way, and what was refused of the last. */
export function useCheckInState(visitId: string): { going: boolean; problem: Problem | null } {
  const isGoing = useSyncExternalStore(subscribe, () => going.has(visitId));
  const problem = useSyncExternalStore(subscribe, () => refusals.get(visitId) ?? null);
  return { going: isGoing, problem };
}
