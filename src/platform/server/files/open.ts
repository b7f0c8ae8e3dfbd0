import { diskStore } from './disk.ts';
import { type S3Settings, s3Store } from './s3.ts';
import type { FileStore } from './store.ts';

/** The operator's S3-compatible store where he named one, else the disk of this machine. */
export const openFileStore = (home: string, s3: S3Settings | undefined): FileStore =>
  s3 === undefined ? diskStore(home) : s3Store(s3);
