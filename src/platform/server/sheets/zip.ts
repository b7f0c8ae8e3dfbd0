// The directory of a zip file and its entries as streams. Only what the directory names is ever unpacked, and no entry beyond the size
// the directory states, so that a small file cannot become a large one in memory.
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { Bytes } from '#platform/server/sheets/bytes.ts';
import { tableError } from '#platform/server/sheets/table.ts';

export interface ZipEntry {
  name: string;
  method: number;
  compressedSize: number;
  /** As stated in the directory; `readEntry` holds it to that. */
  size: number;
  headerOffset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY = 16 * 2 ** 20;

async function directoryOf(bytes: Bytes): Promise<Buffer> {
  const tailStart = Math.max(0, bytes.size - 22 - 0xffff);
  const tail = await bytes.read(tailStart, bytes.size - tailStart);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const size = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    // Zip64 is needed beyond 4 GB only, which no table here reaches.
    if (offset + size > tailStart + at || size > MAX_DIRECTORY) throw tableError('damaged');
    return bytes.read(offset, size);
  }
  throw tableError('damaged');
}

/** @throws Refused: 'sheets.damaged' without a readable directory, 'sheets.zipBomb' with an absurd one. */
export async function readZipDirectory(bytes: Bytes): Promise<ZipEntry[]> {
  const directory = await directoryOf(bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw tableError('damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory
        .subarray(at + 46, at + 46 + nameLength)
        .toString('utf8')
        .replace(/^\//, ''),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    if (entries.length > MAX_ENTRIES) throw tableError('zipBomb');
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function* guarded(chunks: AsyncIterable<Buffer>, entry: ZipEntry): AsyncGenerator<Buffer> {
  let seen = 0;
  try {
    for await (const chunk of chunks) {
      seen += chunk.length;
      if (seen > entry.size) throw tableError('zipBomb');
      yield chunk;
    }
  } catch (error) {
    // What zlib says of broken data is of no use to a person.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw tableError('damaged');
    throw error;
  }
  if (seen !== entry.size) throw tableError('damaged');
}

/** The unpacked bytes of an entry. @throws Refused when they are not what the directory says. */
export async function* readEntry(bytes: Bytes, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await bytes.read(entry.headerOffset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw tableError('damaged');
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = bytes.stream(start, Math.min(bytes.size, start + entry.compressedSize));
  if (entry.method === 0) {
    yield* guarded(packed, entry);
  } else if (entry.method === 8) {
    const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
    // Errors reach the reader through the iterator.
    pipeline(packed, inflate, () => undefined);
    yield* guarded(inflate, entry);
  } else {
    throw tableError('damaged');
  }
}
