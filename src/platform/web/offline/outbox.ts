import type { paths } from '../api.gen.d.ts';
import { newId } from '../../shared/id.ts';
import { made, storageFull } from '../problem.ts';
import { phoneNow } from './clock.ts';
import type { Given, QueuedCommand } from './command.ts';
import { allEntries, entriesNow, flagUnsent, noteEntry, watchEntries } from './mirror.ts';
import { pathWith } from './projections.ts';
import { dependentsOf, waitsFor } from './rules.ts';
import { sendOnce, type Submitted, wakeSender } from './sender.ts';
import { type Entry, phoneStore, type PhoneStore } from './store.ts';

type Method = 'post' | 'put' | 'patch' | 'delete';
type New = Omit<Entry, 'place'>;

/** Longer than this nobody stands before a button. */
const patience = 8_000;

/**
 * Writes a command into this person's outbox, whence it is sent at once if there is a network. Waits for the answer where one comes soon;
 * without a network it does not wait at all. Whatever happens afterwards, a killed browser included, the command is kept.
 */
export async function submit<const P extends keyof paths, const M extends Method>(
  command: QueuedCommand<P, M>,
  given: Given<P, M>,
): Promise<Submitted> {
  const entry = newEntry(command, given);
  const store = await phoneStore();
  if (store === undefined) return sendOnce(entry, given.photo);
  const before = await allEntries();
  const base = entry.ifMatch === null ? undefined : before.findLast((one) => changesSame(entry, one));
  const based: New = { ...entry, basedOn: base?.id ?? null };
  const kept = await keep(store, based, given.photo);
  if (kept === undefined) return { state: 'refused', problem: made(storageFull, 0) };
  noteEntry(kept);
  wakeSender();
  return settle(store, kept);
}

const changesSame = (entry: New, earlier: Entry): boolean =>
  earlier.state !== 'sent' && waitsFor({ ...entry, needs: [] }, earlier);

function newEntry<P extends keyof paths, M extends Method>(command: QueuedCommand<P, M>, given: Given<P, M>): New {
  const { params, body, ifMatch, about, makes = [], changes = [], needs = [] } = given;
  return {
    id: newId(phoneNow()),
    command: command.id,
    version: command.version,
    method: command.method.toUpperCase() as Entry['method'],
    url: pathWith(command.path, params as Record<string, string>),
    params: params as Record<string, string>,
    body: body ?? null,
    ifMatch: ifMatch ?? null,
    basedOn: null,
    photo: given.photo !== undefined,
    stale: command.stale,
    about,
    makes,
    changes,
    needs,
    writtenAt: phoneNow(),
    state: 'pending',
    attempts: 0,
    triedAt: null,
    sentAt: null,
    answerVersion: null,
    problem: null,
  };
}

/** Undefined where the device has no room left: then nothing was written, and the screen keeps what was typed. */
async function keep(store: PhoneStore, entry: New, photo: Blob | undefined): Promise<Entry | undefined> {
  // Asked once something worth keeping is there: a browser then does not clear the store by itself.
  void navigator.storage?.persist?.().catch(() => false);
  const bytes = await photo?.arrayBuffer();
  flagUnsent(true);
  try {
    const place = await store.db.transaction('rw', store.outbox, store.photos, async () => {
      if (bytes !== undefined && photo !== undefined) await store.photos.add({ id: entry.id, bytes, type: photo.type });
      return store.outbox.add(entry);
    });
    return { ...entry, place };
  } catch (error) {
    if (error instanceof Error && /quota/i.test(`${error.name} ${error.message}`)) return undefined;
    throw error;
  }
}

/** Until the entry is answered, or it is known that nobody answers now. */
async function settle(store: PhoneStore, { id }: Entry): Promise<Submitted> {
  const entry = await new Promise<Entry | undefined>((resolve) => {
    let stop = (): void => undefined;
    const look = (): void => {
      const now = entriesNow().find((one) => one.id === id);
      if (now !== undefined && now.state === 'pending' && now.attempts === 0 && navigator.onLine) return;
      stop();
      clearTimeout(timer);
      resolve(now);
    };
    const timer = setTimeout(() => {
      stop();
      resolve(undefined);
    }, patience);
    stop = watchEntries(look);
    look();
  });
  if (entry?.state === 'sent') return { state: 'sent' };
  if (entry?.state !== 'refused' || entry.problem === null) return { state: 'queued' };
  // Whoever wrote it still stands before it: it is mended there and not in the list.
  await remove(store, [entry]);
  return { state: 'refused', problem: entry.problem };
}

async function remove(store: PhoneStore, entries: readonly Entry[]): Promise<void> {
  await store.db.transaction('rw', store.outbox, store.photos, async () => {
    await store.outbox.bulkDelete(entries.map(({ place }) => place));
    await store.photos.bulkDelete(entries.map(({ id }) => id));
  });
}

/** Throws an entry away with whatever would find nothing without it. */
export async function discard(entry: Entry): Promise<void> {
  const store = await phoneStore();
  if (store !== undefined) await remove(store, [entry, ...dependentsOf(entry, await allEntries())]);
  wakeSender();
}

/** What would be thrown away beside an entry. */
export const discardedWith = (entry: Entry): Entry[] => dependentsOf(entry, entriesNow());

/** Sends a refused entry again: as it is, or upon the version that stands now. The old key was answered; the new one is another command. */
export async function sendAgain(entry: Entry, changed: { ifMatch?: number } = {}): Promise<void> {
  const store = await phoneStore();
  if (store === undefined) return;
  const id = newId(phoneNow());
  await store.db.transaction('rw', store.outbox, store.photos, async () => {
    const photo = await store.photos.get(entry.id);
    if (photo !== undefined) {
      await store.photos.delete(entry.id);
      await store.photos.add({ ...photo, id });
    }
    await store.outbox.update(entry.place, {
      id,
      state: 'pending',
      attempts: 0,
      problem: null,
      ...(changed.ifMatch === undefined ? {} : { ifMatch: changed.ifMatch, basedOn: null }),
    });
  });
  wakeSender();
}
