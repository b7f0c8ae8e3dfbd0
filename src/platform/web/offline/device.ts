import { engrave, engraved } from './engraved.ts';

// What the device itself remembers between two starts, readable before any store is open. Ids and counts only: no word of the company.

const keys = {
  person: 'kejing.person',
  unsent: 'kejing.unsent',
  left: 'kejing.left',
  owed: 'kejing.signOutOwed',
  wiping: 'kejing.wiping',
  turn: 'kejing.turn',
} as const;
const language = 'kejing.language';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is blocked: nothing is kept on this device
  }
}

/** False where storage is blocked: the product then needs its network. */
function write(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** What a killed browser must not forget. */
const lasting = [keys.person, keys.owed, keys.wiping] as const;
const turnNow = (): number => Number(read(keys.turn) ?? 0);
let engraving = Promise.resolve();

/** As `write`, of what is to outlive a killed browser. */
function writeLasting(key: (typeof lasting)[number], value: string | null): boolean {
  if (!write(key, value)) return false;
  const turn = turnNow() + 1;
  write(keys.turn, String(turn));
  const marks = Object.fromEntries(
    lasting.flatMap((name) => {
      const mark = read(name);
      return mark === null ? [] : [[name, mark]];
    }),
  );
  engraving = engraving.then(() => engrave({ turn, marks }));
  return true;
}

/** Resolves once what was noted last would outlive a killed browser. */
export const deviceKept = (): Promise<void> => engraving;

let recalled: Promise<void> | undefined;

/** Before anything is asked of the device: what a killed browser did not get to write is written now. */
export const recallDevice = (): Promise<void> => (recalled ??= recall());

async function recall(): Promise<void> {
  const known = await engraved();
  if (known === undefined || known.turn <= turnNow()) return;
  for (const name of lasting) write(name, known.marks[name] ?? null);
  write(keys.turn, String(known.turn));
}

/** `<company>.<person>` of whoever is signed in here, or was when the network went. */
export const personOfPhone = (): string | null => read(keys.person);

export function rememberPerson(person: string): boolean {
  noteLeft(person, 0);
  return writeLasting(keys.person, person);
}

export const forgetPerson = (): boolean => writeLasting(keys.person, null);

/** Whether the outbox holds anything unsent: kept beside the store, so that a screen need not open it to learn that nothing waits. */
export const isFlagged = (): boolean => read(keys.unsent) !== null;
export const flagUnsent = (there: boolean): boolean => write(keys.unsent, there ? '1' : null);

function left(): Record<string, number> {
  try {
    return JSON.parse(read(keys.left) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

/** A person whose session ended left so many entries on this phone. */
export function noteLeft(person: string, count: number): void {
  const { [person]: _, ...others } = left();
  const next = count === 0 ? others : { ...others, [person]: count };
  write(keys.left, Object.keys(next).length === 0 ? null : JSON.stringify(next));
}

/** How many entries wait on this phone for their writers to sign in again; not whose. */
export const leftOnPhone = (): number => Object.values(left()).reduce((sum, count) => sum + count, 0);

/** The end of a session that was told to the phone but not yet to the server. */
export const isSignOutOwed = (): boolean => read(keys.owed) !== null;
export const noteSignOutOwed = (owed: boolean): boolean => writeLasting(keys.owed, owed ? '1' : null);

/** The name of the store that is being deleted. */
export const beingWiped = (): string | null => read(keys.wiping);
export const noteWiping = (name: string | null): boolean => writeLasting(keys.wiping, name);

/** Forgets all but the language, what others left here, and what is still to be done about the sign-out itself. */
export function clearDevice(): void {
  const kept: readonly string[] = [language, keys.left, keys.owed, keys.wiping, keys.turn];
  try {
    sessionStorage.clear();
    for (const key of Object.keys(localStorage)) if (!kept.includes(key)) localStorage.removeItem(key);
  } catch {
    return; // storage is blocked: nothing was kept
  }
}

/** Another tab changed who is signed in. Returns how to stop. */
export function onOtherTab(callback: () => void): () => void {
  const look = ({ key }: StorageEvent): void => {
    if (key === null || key === keys.person) callback();
  };
  globalThis.addEventListener('storage', look);
  return () => globalThis.removeEventListener('storage', look);
}

/** Another tab wrote the first thing that waits, or saw the last one done. Returns how to stop. */
export function onFlagElsewhere(callback: () => void): () => void {
  const look = ({ key }: StorageEvent): void => {
    if (key === keys.unsent) callback();
  };
  globalThis.addEventListener('storage', look);
  return () => globalThis.removeEventListener('storage', look);
}
