// A browser writes localStorage to the disk some seconds later; killed before, it forgets whose phone it is, or that it was signed out.
// The few marks of which neither may happen are kept here too, at once.

/** `turn` grows with every change: of two memories the later one counts. */
export interface Engraved {
  turn: number;
  marks: Readonly<Record<string, string>>;
}

const name = 'kejing.device';
const table = 'marks';
const key = 'marks';
/** A start does not wait longer for a database that does not open. */
const patience = 1_000;

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(`${name} does not open`));
  });
}

async function within<T>(work: () => Promise<T>): Promise<T | undefined> {
  if (!('indexedDB' in globalThis)) return undefined;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined));
  return Promise.race([work().catch(() => undefined), late]);
}

/** Returns once it is on the disk, or cannot be. */
export async function engrave(marks: Engraved): Promise<void> {
  await within(async () => {
    const database = await opened();
    await new Promise<void>((resolve) => {
      const writing = database.transaction(table, 'readwrite', { durability: 'strict' });
      writing.objectStore(table).put(marks, key);
      writing.oncomplete = () => resolve();
      writing.onabort = () => resolve();
    });
    database.close();
  });
}

export const engraved = (): Promise<Engraved | undefined> =>
  within(async () => {
    const database = await opened();
    const found = await new Promise<Engraved | undefined>((resolve) => {
      const reading = database.transaction(table).objectStore(table).get(key);
      reading.onsuccess = () => resolve(reading.result as Engraved | undefined);
      reading.onerror = () => resolve(undefined);
    });
    database.close();
    return found;
  });
