// A file on disk or bytes in memory, read the same way: pieces by position, or as a stream.
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { tableError, type TableSource } from '#platform/server/sheets/table.ts';

export interface Bytes {
  size: number;
  /** Up to `length` bytes from `position`; fewer at the end. */
  read(position: number, length: number): Promise<Buffer>;
  /** From `start` to before `end`. */
  stream(start?: number, end?: number): Readable;
}

const CHUNK = 256 * 1024;

function bytesInMemory(source: Uint8Array): Bytes {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  return {
    size: buffer.length,
    read: (position, length) => Promise.resolve(buffer.subarray(position, position + length)),
    stream: (start = 0, end = buffer.length) =>
      Readable.from(
        (function* chunks() {
          for (let at = start; at < end; at += CHUNK) yield buffer.subarray(at, Math.min(at + CHUNK, end));
        })(),
        { objectMode: false },
      ),
  };
}

async function bytesOnDisk(path: string): Promise<Bytes> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw tableError('unreadable');
  return {
    size: found.size,
    async read(position, length) {
      const file = await open(path, 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    stream: (start = 0, end = found.size) =>
      end <= start ? Readable.from([]) : createReadStream(path, { start, end: end - 1, highWaterMark: CHUNK }),
  };
}

/** @throws Refused ('sheets.unreadable') when there is no such file. */
export function openBytes(source: TableSource): Promise<Bytes> {
  return 'path' in source ? bytesOnDisk(source.path) : Promise.resolve(bytesInMemory(source.bytes));
}
