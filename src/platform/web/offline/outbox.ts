import type { paths } from '../api.gen.d.ts';
import { newId } from '../../shared/id.ts';
import { connectionNow } from '../connection.ts';
import { made, storageFull, unexpected } from '../problem.ts';
import { refresh } from '../queries.ts';
import { phoneNow } from './clock.ts';
import type { Given, QueuedCommand } from './command.ts';
import { flagUnsent } from './device.ts';
import { allEntries, entriesNow, noteEntry, noteGone, watchEntries } from './mirror.ts';
import { measurePressure, notePressure } from './pressure.ts';
import { pathWith } from './projections.ts';
import { sendOnce, type Submitted } from './request.ts';
import { blockersOf, dependentsOf, waitOf, waitsFor } from './rules.ts';
import { wakeSender } from './sender.ts';
import { type Entry, type EntryAbout, type KeptPhoto, phoneStore, type PhoneStore } from './store.ts';

type Method = 'post' | 'put' | 'patch' | 'delete';
type New = Omit<Entry, 'place'>;

/** Longer than this nobody stands before a button. */
const patience = 4_000;

/** A part of a command's body that may come a moment after it was given, e.g. where the phone is. */
export interface Fuller<Body> {
  /** The whole body with it; undefined where it does not come. */
  body: Promise<Body | undefined>;
  /** Not sent without it before so many milliseconds are over. */
  patience: number;
}

/**
 * Writes a command into this person's outbox, whence it is sent at once if there is a network. Waits for the answer where one comes soon;
 * without a network it does not wait at all. Whatever happens afterwards, a killed browser included, the command is kept.
 */
export async function submit<const P extends keyof paths, const M extends Method>(
  command: QueuedCommand<P, M>,
  given: Given<P, M>,
  fuller?: Fuller<Given<P, M>['body']>,
): Promise<Submitted> {
  const entry = newEntry(command, given);
  const store = await phoneStore();
  if (store === undefined) return sendOnce({ ...entry, body: (await fuller?.body) ?? entry.body }, given.photo);
  const before = await allEntries();
  const base = entry.ifMatch === null ? undefined : before.findLast((one) => changesSame(entry, one));
  const waitsUntil = fuller === undefined ? null : Date.now() + fuller.patience;
  const based: New = { ...entry, basedOn: base?.id ?? null, waitsUntil };
  const kept = await keep(store, based, given.photo);
  if (kept === undefined) return { state: 'refused', problem: made(storageFull, 0) };
  noteEntry(kept);
  if (fuller !== undefined) await fill(store, kept, await fuller.body.catch(() => undefined));
  wakeSender();
  return settle(store, kept);
}

/** A body is let alone from so long before it is sent: under one key it must be the same each time. Milliseconds. */
const margin = 500;

/** What came a moment later is added, unless the entry may be on its way by now or is gone; then it waits for nothing more. */
async function fill(store: PhoneStore, { place }: Entry, body: unknown): Promise<void> {
  const filled = await store.db.transaction('rw', store.outbox, async () => {
    const entry = await store.outbox.get(place);
    const now = Date.now();
    if (entry?.state !== 'pending' || (waitOf(entry, now) ?? 0) - now < margin) return undefined;
    const next = { ...entry, ...(body === undefined ? {} : { body }), waitsUntil: null };
    await store.outbox.put(next);
    return next;
  });
  if (filled === undefined) return;
  noteEntry(filled);
  if (body !== undefined && connectionNow() !== 'on') void refresh(...filled.stale);
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

/** Dexie hands on what the browser said, or wraps it. */
const isQuota = (error: unknown): boolean =>
  error instanceof Error && /quota/i.test(`${error.name} ${error.message} ${String(Reflect.get(error, 'inner'))}`);

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
    void measurePressure();
    return { ...entry, place };
  } catch (error) {
    if (!isQuota(error)) throw error;
    notePressure('full');
    return undefined;
  }
}

/** Until the entry is answered, or it is known that nobody answers now. */
async function settle(store: PhoneStore, kept: Entry, keepRefused = false): Promise<Submitted> {
  const { id, place } = kept;
  const here = globalThis.location.href;
  const held = blockersOf(kept, entriesNow()).some(({ state }) => state === 'refused');
  if (connectionNow() !== 'on' || held) return { state: 'queued', id };
  await new Promise<void>((resolve) => {
    const end = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const look = (): void => {
      const now = entriesNow().find((one) => one.id === id);
      // What this tab does not see yet may have been written a moment ago.
      if (now === undefined || (now.state === 'pending' && now.attempts === 0 && navigator.onLine)) return;
      end();
    };
    const timer = setTimeout(end, patience);
    const stop = watchEntries(look);
    look();
  });
  const entry = await store.outbox.get(place);
  if (entry?.state === 'sent') return { state: 'sent' };
  if (entry?.state !== 'refused' || entry.problem === null) return { state: 'queued', id };
  // Whoever wrote it still stands before it: it is mended there. Has he gone on, it waits in the list to be mended.
  if (globalThis.location.href !== here) return { state: 'queued', id };
  // A picture cannot be typed again: it waits in the list, to be looked at there.
  if (!keepRefused && !entry.photo) await remove(store, [entry]);
  return { state: 'refused', problem: entry.problem };
}

/** What was removed, to be put back. */
interface Removed {
  entries: readonly Entry[];
  photos: KeptPhoto[];
}

async function remove(store: PhoneStore, entries: readonly Entry[]): Promise<Removed> {
  const ids = entries.map(({ id }) => id);
  const photos = await store.db.transaction('rw', store.outbox, store.photos, async () => {
    const kept = await store.photos.bulkGet(ids);
    await store.outbox.bulkDelete(entries.map(({ place }) => place));
    await store.photos.bulkDelete(ids);
    return kept.filter((photo) => photo !== undefined);
  });
  noteGone(entries);
  return { entries, photos };
}

/** Throws an entry away with whatever would find nothing without it. Returns how to put all of it back where it was. */
export async function discard(entry: Entry): Promise<() => Promise<void>> {
  const store = await phoneStore();
  if (store === undefined) return () => Promise.resolve();
  const removed = await remove(store, [entry, ...dependentsOf(entry, await allEntries())]);
  const stale = [...new Set(removed.entries.flatMap((one) => one.stale))];
  await refresh(...stale);
  wakeSender();
  return async () => {
    await store.db.transaction('rw', store.outbox, store.photos, async () => {
      await store.photos.bulkPut(removed.photos);
      await store.outbox.bulkPut([...removed.entries]);
    });
    for (const one of removed.entries) noteEntry(one);
    await refresh(...stale);
    wakeSender();
  };
}

/** What would be thrown away beside an entry. */
export const discardedWith = (entry: Entry): Entry[] => dependentsOf(entry, entriesNow());

/** What is another when a refused entry is given again. */
interface Changed {
  ifMatch?: number;
  body?: unknown;
  about?: EntryAbout;
}

/** Sends a refused entry again: as it is, or upon the version that stands now. The old key was answered; the new one is another command. */
export async function sendAgain(entry: Entry, changed: Changed = {}): Promise<void> {
  const store = await phoneStore();
  if (store === undefined) return;
  await renew(store, entry, changed);
  wakeSender();
}

/**
 * The same for what was mended on its screen, which waits for the answer as after `submit`. It keeps its place, so that what was written
 * upon it still follows it; refused again, it stays in the list.
 */
export async function submitAgain(entry: Entry, changed: Changed): Promise<Submitted> {
  const store = await phoneStore();
  if (store === undefined) return { state: 'refused', problem: made(unexpected, 0) };
  const renewed = await renew(store, entry, changed);
  noteGone([entry]);
  noteEntry(renewed);
  wakeSender();
  return settle(store, renewed, true);
}

async function renew(store: PhoneStore, entry: Entry, { ifMatch, ...changed }: Changed): Promise<Entry> {
  const upon = ifMatch === undefined ? {} : { ifMatch, basedOn: null };
  const patch = {
    ...{ ...changed, ...upon, id: newId(phoneNow()) },
    ...{ state: 'pending' as const, attempts: 0, problem: null },
  };
  await store.db.transaction('rw', store.outbox, store.photos, async () => {
    const photo = await store.photos.get(entry.id);
    if (photo !== undefined) {
      await store.photos.delete(entry.id);
      await store.photos.add({ ...photo, id: patch.id });
    }
    await store.outbox.update(entry.place, patch);
    await store.outbox.filter(({ basedOn }) => basedOn === entry.id).modify({ basedOn: patch.id });
  });
  return { ...entry, ...patch };
}
