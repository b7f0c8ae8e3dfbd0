import type { Readable } from 'node:stream';
import { diskStore } from './disk.ts';
import { type S3Settings, s3Store } from './s3.ts';

/** Where the bytes of a file lie: under their own digest (SHA-256, hex), each company's apart. The same key is always the same content. */
export interface FileKey {
  companyId: string;
  digest: string;
}

/** Keeps the bytes of files; what they are and who may see them stands in the database. */
export interface FileStore {
  /** Returns once they would survive a power cut; doing it twice changes nothing. */
  put(key: FileKey, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is nothing under the key. */
  get(key: FileKey): Promise<Readable | undefined>;
  remove(key: FileKey): Promise<void>;
}

/** The company's folder, the first two digits so that no folder grows beyond measure, the digest. */
export const placeOf = ({ companyId, digest }: FileKey): string => `${companyId}/${digest.slice(0, 2)}/${digest}`;

/** The operator's S3-compatible store where he named one, else the disk of this machine. */
export const openFileStore = (home: string, s3: S3Settings | undefined): FileStore =>
  s3 === undefined ? diskStore(home) : s3Store(s3);
