import { useSyncExternalStore } from 'react';

// How a new version comes: it is fetched beside the one in use and waits. The person takes it when he likes; a page that has just been
// opened, alone and untouched, takes it by itself. What is unsent or half written lies in the device's database and is not touched.

const listeners = new Set<() => void>();
let waiting: ServiceWorker | undefined;
let known = false;
let reloadsWhenTaken = false;

/** A worker has no origin to name; the list is of what would be handed over with the word. */
const tell = (worker: ServiceWorker, word: 'take' | 'takeIfAlone'): void => worker.postMessage(word, []);

function say(): void {
  known = true;
  for (const listener of listeners) listener();
}

/** Whether a newer version than the one shown is ready on this device. */
export const useNewVersion = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => known,
  );

/** Shows the new version: this page is loaded again with it. */
export function takeNewVersion(): void {
  reloadsWhenTaken = true;
  // Taken by another window meanwhile: then only this page is still the old one.
  if (waiting === undefined || waiting.state === 'activated') globalThis.location.reload();
  else tell(waiting, 'take');
}

const untouched = (): boolean => !navigator.userActivation.hasBeenActive;

const loaded = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else globalThis.addEventListener('load', () => resolve(), { once: true });
  });

/** The page before this one in the same window may still count for a moment. */
const tries = 4;
const betweenTries = 700;

async function takeAtStart(worker: ServiceWorker): Promise<void> {
  // The worker in use gives way once it has handed out what this page asked it for.
  await loaded();
  await new Promise((resolve) => setTimeout(resolve, betweenTries));
  for (let tried = 0; tried < tries && worker.state === 'installed' && untouched(); tried += 1) {
    tell(worker, 'takeIfAlone');
    await new Promise((resolve) => setTimeout(resolve, betweenTries));
  }
  // Not alone after all, or touched meanwhile.
  if (worker.state === 'installed') say();
}

function foundWaiting(worker: ServiceWorker, atStart: boolean): void {
  waiting = worker;
  if (atStart) void takeAtStart(worker);
  else say();
}

function follow(registration: ServiceWorkerRegistration): void {
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      // The very first one replaces nothing.
      if (coming.state === 'installed' && navigator.serviceWorker.controller !== null) foundWaiting(coming, false);
    });
  });
}

const restBetweenChecks = 30 * 60_000;

/** Asks for a newer version when the page is looked at again: an installed application is seldom opened anew. */
function checkWhenSeen(registration: ServiceWorkerRegistration): void {
  let checked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - checked < restBetweenChecks) return;
    checked = Date.now();
    void registration.update().catch(() => undefined); // no network: asked again later
  });
}

/**
 * Keeps the pages on this device, where the browser allows it (HTTPS or localhost); called once, when the page starts. The download begins
 * after the page stands.
 */
export async function keepPages(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const before = serviceWorker.controller;
  serviceWorker.addEventListener('controllerchange', () => {
    if (before === null) return; // the first one takes over a page that is as new
    if (reloadsWhenTaken || untouched()) globalThis.location.reload();
    else say();
  });
  const present = await serviceWorker.getRegistration('/');
  if (present?.waiting && before !== null) foundWaiting(present.waiting, true);
  await loaded();
  const registration = await serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  follow(registration);
  checkWhenSeen(registration);
}
