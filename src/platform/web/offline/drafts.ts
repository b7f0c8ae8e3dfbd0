import { phoneStore } from './store.ts';

/** What is half written, kept under a key of the screen's own until it is sent: it outlives a closed browser. */
export async function keptDraft<T>(key: string): Promise<T | undefined> {
  const store = await phoneStore();
  return (await store?.drafts.get(key))?.value as T | undefined;
}

export async function keepDraft(key: string, value: unknown): Promise<void> {
  const store = await phoneStore();
  await store?.drafts.put({ key, value, at: Date.now() });
}

export async function dropDraft(key: string): Promise<void> {
  const store = await phoneStore();
  await store?.drafts.delete(key);
}
