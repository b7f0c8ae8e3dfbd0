// What a phone holds, read and laid past the product.
import type { Page } from 'playwright-core';

export interface LaidEntry {
  command: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  body: unknown;
  title: string;
  screen?: string;
  ifMatch?: number;
  changes?: string[];
  makes?: string[];
  needs?: string[];
}

/** All that one table of the phone holds, in the order of its keys; nothing where there is no store yet. */
export function rowsOn<T>(page: Page, table: 'held' | 'outbox'): Promise<T[]> {
  return page.evaluate(async (name) => {
    const after = <A>(request: IDBRequest<A>): Promise<A> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found = (await indexedDB.databases()).find((database) => database.name?.startsWith('kejing.store.'));
    if (found?.name === undefined) return [];
    const database = await after(indexedDB.open(found.name));
    const rows: unknown[] = await after(database.transaction(name).objectStore(name).getAll());
    database.close();
    return rows as never[];
  }, table);
}

/** Writes entries into the outbox of whoever is signed in, as a browser left them that was killed a moment ago. Seen after a reload. */
export function layEntries(page: Page, laid: readonly LaidEntry[]): Promise<void> {
  return page.evaluate(async (entries) => {
    const name = `kejing.store.${localStorage.getItem('kejing.person')}`;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const writing = database.transaction('outbox', 'readwrite');
    for (const { title, screen, ifMatch, ...entry } of entries) {
      writing.objectStore('outbox').add({
        ...{ makes: [], changes: [], needs: [], basedOn: null, photo: false, stale: [], params: {} },
        ...entry,
        id: crypto.randomUUID(),
        version: 1,
        ifMatch: ifMatch ?? null,
        about: { title, ...(screen === undefined ? {} : { screen }) },
        writtenAt: Date.now(),
        ...{ state: 'pending', attempts: 0, triedAt: null, sentAt: null, answerVersion: null, problem: null },
      });
    }
    await new Promise((resolve, reject) => {
      writing.oncomplete = resolve;
      writing.onerror = () => reject(writing.error);
    });
    database.close();
    localStorage.setItem('kejing.unsent', '1');
  }, laid);
}

/** Every word that this browser keeps of the product: databases, caches, both storages. */
export function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const told: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    const after = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await after(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames)
        told.push(await after(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) told.push(request.url, await (await cache.match(request))?.text());
    }
    return JSON.stringify(told);
  });
}
