import { connection } from '../connection.ts';
import { deviceKept, isSignOutOwed, noteSignOutOwed, recallDevice } from './device.ts';
import { finishWiping, wipePhone } from './store.ts';

// Signing out needs no network: the phone is wiped at once. The server is told at the next contact, before anything else is asked of it;
// until then nobody is signed in here, though the browser still carries the session's cookie.

let paying: Promise<void> | undefined;

/** Wipes the phone, then ends the session on the server, or owes it. */
export async function endSession(): Promise<void> {
  noteSignOutOwed(true);
  await wipePhone();
  await deviceKept();
  await Promise.race([paySignOut().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 4_000))]);
}

/** Ends on the server what has ended here. Throws as `fetch` does where the server cannot be reached: then nothing else may be asked. */
export async function paySignOut(): Promise<void> {
  await recallDevice();
  if (!isSignOutOwed()) return;
  paying ??= pay().finally(() => (paying = undefined));
  await paying;
}

async function pay(): Promise<void> {
  await finishWiping();
  const response = await fetch('/api/v1/session', { method: 'DELETE', signal: AbortSignal.timeout(15_000) }).catch(
    () => undefined,
  );
  // 401: it has ended by itself meanwhile.
  if (response === undefined || (!response.ok && response.status !== 401)) {
    connection.lost();
    throw new TypeError('Failed to fetch: the end of the last session is still owed');
  }
  noteSignOutOwed(false);
}
