import type { Dexie, EntityTable, Table } from 'dexie';
import type { Problem } from '../problem.ts';
import {
  beingWiped,
  clearDevice,
  forgetPerson,
  noteLeft,
  noteWiping,
  onOtherTab,
  personOfPhone,
  recallDevice,
  rememberPerson,
} from './device.ts';
import type { EntryState, Ties } from './rules.ts';

/** A command on its way to the server. `id` is its Idempotency-Key; the phone shows it until it is done, and a day longer. */
export interface Entry extends Ties {
  place: number;
  id: string;
  /** The endpoint's id and the version of the shape `body` is written in: a newer server lifts it. */
  command: string;
  version: number;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query, below the origin. */
  url: string;
  /** The path's parameters, for those who show or project it. */
  params: Readonly<Record<string, string>>;
  body: unknown;
  /** The record's version that was looked at; `basedOn` is the entry before it whose answer knows the newer one. */
  ifMatch: number | null;
  basedOn: string | null;
  /** The body is a picture, kept apart under the entry's id. */
  photo: boolean;
  /** API paths that are to be read again once it is done. */
  stale: readonly string[];
  /** What the list says of it: whom it is about, and where it can be mended. */
  about: EntryAbout;
  /** By the phone's corrected clock; milliseconds. */
  writtenAt: number;
  state: EntryState;
  /** Sent no sooner: something may still be added to it. By the phone's own clock; milliseconds. */
  waitsUntil?: number | null;
  /** How often no answer came, and when it was tried last. */
  attempts: number;
  triedAt: number | null;
  sentAt: number | null;
  /** Of the record, from the answer. */
  answerVersion: number | null;
  problem: Problem | null;
}

export interface EntryAbout {
  /** Whom or what it is about, as the person knows it: the customer's name. */
  title?: string;
  /** The screen where what was written can be seen and written again. */
  screen?: string;
}

export interface HeldAnswer {
  url: string;
  answer: unknown;
  /** When the server gave it; milliseconds. */
  at: number;
}

export interface KeptPhoto {
  id: string;
  bytes: ArrayBuffer;
  type: string;
}

export interface KeptDraft {
  key: string;
  value: unknown;
  at: number;
}

/** The draft that says when the phone was last filled. */
export const filledKey = 'filled';

/** What one person's phone holds: answers to read without a network, commands to be sent, pictures, and what is half written. */
export interface PhoneStore {
  name: string;
  /** The id of the person whose it is. */
  person: string;
  held: EntityTable<HeldAnswer, 'url'>;
  outbox: Table<Entry, number, Omit<Entry, 'place'>>;
  photos: EntityTable<KeptPhoto, 'id'>;
  drafts: EntityTable<KeptDraft, 'key'>;
  db: Dexie;
}

const prefix = 'kejing.store.';

let open: { name: string; store: Promise<PhoneStore> } | undefined;
const watchers = new Set<() => void>();

async function make(name: string): Promise<PhoneStore> {
  const { Dexie } = await import('dexie');
  // What was written is on the disk when the screen says so, even where the battery goes next.
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
  // A later shape adds its own version(n).upgrade(): the outbox is lifted before anything is sent.
  db.version(1).stores({ held: 'url', outbox: '++place, &id, state', photos: 'id', drafts: 'key' });
  // Another tab wipes it: whoever still holds it must not bring it back by writing into it.
  db.on('versionchange', () => letGo(name, db));
  await db.open();
  const table = (of: string) => db.table(of) as never;
  const person = name.slice(name.lastIndexOf('.') + 1);
  const [held, outbox, photos, drafts] = [table('held'), table('outbox'), table('photos'), table('drafts')];
  return { name, person, held, outbox, photos, drafts, db };
}

function letGo(name: string, db: Dexie): void {
  db.close();
  if (open?.name === name) open = undefined;
}

/** The store of whoever is signed in, or was when the network went; undefined while nobody is known or nothing may be kept. */
export async function phoneStore(): Promise<PhoneStore | undefined> {
  await recallDevice();
  const person = personOfPhone();
  if (person === null || !('indexedDB' in globalThis)) return undefined;
  const name = prefix + person;
  if (open?.name !== name) {
    void open?.store.then(({ db }) => db.close()).catch(() => undefined);
    open = { name, store: make(name) };
  }
  const opening = open;
  try {
    return await opening.store;
  } catch {
    // Perhaps only a part of the product could not be fetched: the next who asks tries again.
    if (open === opening) open = undefined;
    return undefined;
  }
}

/** Says whose phone it is from now on. Everybody has a store of his own; another's stays closed. */
export function openPhoneOf(companyId: string, personId: string): void {
  const person = `${companyId}.${personId}`;
  if (personOfPhone() === person || !rememberPerson(person)) return;
  tellWatchers();
}

/** Calls back whenever another person's store is the open one, or none is. Returns how to stop. */
export function onStoreChange(callback: () => void): () => void {
  watchers.add(callback);
  return () => void watchers.delete(callback);
}

function tellWatchers(): void {
  for (const watcher of watchers) watcher();
}

function closePhone(): void {
  forgetPerson();
  void open?.store.then(({ db }) => db.close()).catch(() => undefined);
  open = undefined;
  tellWatchers();
}

/** Another tab signed out, or in as somebody else: this one lets go of the store. Returns how to stop. */
export function onPersonElsewhere(callback: () => void): () => void {
  return onOtherTab(() => {
    void open?.store.then(({ db }) => db.close()).catch(() => undefined);
    open = undefined;
    tellWatchers();
    callback();
  });
}

/** The session ended by itself: what could be read is gone; what is unsent or half written waits for the same person's next sign-in. */
export async function lockPhone(): Promise<void> {
  const person = personOfPhone();
  const store = await phoneStore();
  if (person === null) return;
  if (store !== undefined) {
    await store.db.transaction('rw', store.held, store.outbox, store.drafts, async () => {
      await store.held.clear();
      await store.outbox.where('state').equals('sent').delete();
      await store.drafts.delete(filledKey);
    });
    noteLeft(person, await store.outbox.count());
  }
  closePhone();
}

/**
 * Signing out: nothing of the person or the company stays on this device. Begun and not finished (a browser killed half-way), it is
 * finished at the next start.
 */
export async function wipePhone(): Promise<void> {
  const person = personOfPhone();
  const store = await phoneStore();
  if (person !== null) noteWiping(prefix + person);
  if (store !== undefined) {
    const tables = [store.held, store.outbox, store.photos, store.drafts];
    // Emptied first: deleting waits for other tabs, and one of them may be asleep.
    await store.db
      .transaction('rw', tables, () => Promise.all(tables.map((table) => table.clear())))
      .catch(() => undefined);
  }
  closePhone();
  store?.db.close();
  clearDevice();
  await finishWiping();
}

/** Deletes what a sign-out left undone. */
export async function finishWiping(): Promise<void> {
  const name = beingWiped();
  if (name === null || !('indexedDB' in globalThis)) return;
  const gone = await Promise.race([deleted(name), new Promise<false>((resolve) => setTimeout(resolve, 2_000, false))]);
  if (gone) noteWiping(null);
}

const deleted = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
  });
