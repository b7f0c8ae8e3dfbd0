import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { newId } from '#platform/shared/id.ts';
import type { FileKey, FileStore } from './store.ts';

/** What every store does, whatever lies behind it. */
export function storesFiles(what: string, open: () => FileStore): void {
  const keyOf = (bytes: Buffer): FileKey => ({
    companyId: newId(Date.now()),
    digest: createHash('sha256').update(bytes).digest('hex'),
  });
  const read = async (store: FileStore, key: FileKey): Promise<Buffer | undefined> => {
    const found = await store.get(key);
    return found === undefined ? undefined : buffer(found);
  };
  const bytes = Buffer.alloc(300_000, 'a picture ');

  it(`${what}: gives back what was put there, twice or once, and nothing else`, async () => {
    const store = open();
    const key = keyOf(bytes);
    expect(await read(store, key)).toBeUndefined();
    await Promise.all([store.put(key, bytes), store.put(key, bytes)]);
    await store.put(key, bytes);
    expect((await read(store, key))?.equals(bytes)).toBe(true);
    await store.remove(key);
    expect(await read(store, key)).toBeUndefined();
    await store.remove(key);
  });

  it(`${what}: keeps companies apart`, async () => {
    const store = open();
    const [ours, theirs] = [keyOf(bytes), keyOf(bytes)];
    await store.put(ours, bytes);
    expect(await read(store, theirs)).toBeUndefined();
    await store.remove(theirs);
    expect((await read(store, ours))?.equals(bytes)).toBe(true);
    await store.remove(ours);
  });
}
