import type { Dexie, EntityTable, Table } from 'dexie';
import type { Problem } from '../problem.ts';
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

/** What one person's phone holds: answers to read without a network, commands to be sent, pictures, and what is half written. */
export interface PhoneStore {
  name: string;
  held: EntityTable<HeldAnswer, 'url'>;
  outbox: Table<Entry, number, Omit<Entry, 'place'>>;
  photos: EntityTable<KeptPhoto, 'id'>;
  drafts: EntityTable<KeptDraft, 'key'>;
  db: Dexie;
}

const prefix = 'kejing.store.';
const whose = 'kejing.person';

let open: { name: string; store: Promise<PhoneStore> } | undefined;
const watchers = new Set<() => void>();

async function make(name: string): Promise<PhoneStore> {
  const { Dexie } = await import('dexie');
  const db = new Dexie(name);
  // A later shape adds its own version(n).upgrade(): the outbox is lifted before anything is sent.
  db.version(1).stores({ held: 'url', outbox: '++place, &id, state', photos: 'id', drafts: 'key' });
  const table = (of: string) => db.table(of) as never;
  return { name, held: table('held'), outbox: table('outbox'), photos: table('photos'), drafts: table('drafts'), db };
}

const remembered = (): string | null => {
  try {
    return localStorage.getItem(whose);
  } catch {
    return null; // storage is blocked: nothing is kept on this device
  }
};

/** The store of whoever is signed in, or was when the network went; undefined while nobody is known or nothing may be kept. */
export async function phoneStore(): Promise<PhoneStore | undefined> {
  const person = remembered();
  if (person === null || !('indexedDB' in globalThis)) return undefined;
  const name = prefix + person;
  if (open?.name !== name) open = { name, store: make(name) };
  try {
    return await open.store;
  } catch {
    return undefined;
  }
}

/** Says whose phone it is from now on. Everybody has a store of his own; another's stays closed. */
export function openPhoneOf(companyId: string, personId: string): void {
  const person = `${companyId}.${personId}`;
  if (remembered() === person) return;
  try {
    localStorage.setItem(whose, person);
  } catch {
    return; // storage is blocked: the product then needs its network
  }
  for (const watcher of watchers) watcher();
}

/** Calls back whenever another person's store is the open one, or none is. Returns how to stop. */
export function onStoreChange(callback: () => void): () => void {
  watchers.add(callback);
  return () => void watchers.delete(callback);
}

function closePhone(): void {
  try {
    localStorage.removeItem(whose);
  } catch {
    return; // was never kept
  }
  open = undefined;
  for (const watcher of watchers) watcher();
}

/** The session ended by itself: what could be read is gone; what is unsent or half written waits for the same person's next sign-in. */
export async function lockPhone(): Promise<void> {
  const store = await phoneStore();
  await store?.held.clear();
  closePhone();
}

/** Signing out: nothing of the person or the company stays on this device. */
export async function wipePhone(): Promise<void> {
  const store = await phoneStore();
  closePhone();
  sessionStorage.clear();
  await store?.db.delete({ disableAutoOpen: true });
}
