import { useSyncExternalStore } from 'react';

/** Chromium's offer to put the page among the device's applications; the browser makes it once, at a time of its own. */
interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

const listeners = new Set<() => void>();
let offer: InstallOffer | undefined;
let installed = false;

function set(next: InstallOffer | undefined): void {
  offer = next;
  for (const listener of listeners) listener();
}

/** Keeps the browser's offer until the person asks for it on his own page; called once, before it could come. */
export function awaitInstallOffer(): void {
  globalThis.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    set(event as InstallOffer);
  });
  globalThis.addEventListener('appinstalled', () => {
    installed = true;
    set(undefined);
  });
}

/** How this device can be brought to install: by a button, by the menu of iOS or of another browser, or not at all. */
export type InstallWay = 'installed' | 'offer' | 'ios' | 'menu' | 'none';

const isIos = (): boolean => 'standalone' in navigator && navigator.maxTouchPoints > 1;

function wayNow(): InstallWay {
  if (installed || globalThis.matchMedia('(display-mode: standalone)').matches) return 'installed';
  if (!globalThis.isSecureContext) return 'none';
  if (offer !== undefined) return 'offer';
  if (isIos()) return 'ios';
  return globalThis.matchMedia('(pointer: coarse)').matches ? 'menu' : 'none';
}

export const useInstallWay = (): InstallWay =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, wayNow);

/** Shows the browser's own question. It can be asked once; a dismissed one comes again when the browser thinks so. */
export async function askToInstall(): Promise<void> {
  const asking = offer;
  set(undefined);
  await asking?.prompt();
}
