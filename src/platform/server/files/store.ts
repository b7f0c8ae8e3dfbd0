import type { Readable } from 'node:stream';

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
