import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type FileStore, placeOf } from './store.ts';

/** Files under the home of this machine, readable by the product alone. Several nodes share them only if they share the folder. */
export function diskStore(home: string): FileStore {
  const root = path.join(home, 'files');
  return {
    async put(key, bytes) {
      const target = path.join(root, placeOf(key));
      const folder = path.dirname(target);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const partial = `${target}.${randomUUID()}.part`;
      try {
        await writeSafely(partial, bytes);
        await rename(partial, target);
      } finally {
        await rm(partial, { force: true });
      }
      await syncFolder(folder);
    },
    async get(key) {
      try {
        const file = await open(path.join(root, placeOf(key)));
        return file.createReadStream();
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove: (key) => rm(path.join(root, placeOf(key)), { force: true }),
  };
}

async function writeSafely(target: string, bytes: Uint8Array): Promise<void> {
  const file = await open(target, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the name, too, survives a power cut; Windows knows no such thing and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
