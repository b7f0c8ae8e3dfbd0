// Which encoding a text file has. A byte order mark decides; else a file that is UTF-8 from end to end is UTF-8 (chance makes no Big5
// text valid UTF-8); else the few encodings lists come in are tried and judged by what the text then looks like.
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { detect } from 'jschardet';
import type { Bytes } from '#platform/server/sheets/bytes.ts';

export interface EncodingGuess {
  /** null: binary data in no encoding. */
  encoding: string | null;
  doubtful: boolean;
}

export const readableEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'big5', 'gb18030', 'windows-1252'] as const;

/** The name under which an encoding a person chose is read, or undefined. */
export function knownEncoding(name: string): string | undefined {
  const plain = name.trim().toLowerCase().replace(/[_\s]/g, '-');
  const aliases: Record<string, string> = {
    utf8: 'utf-8',
    gbk: 'gb18030',
    gb2312: 'gb18030',
    cp950: 'big5',
    'big5-hkscs': 'big5',
  };
  const known = aliases[plain] ?? plain;
  return readableEncodings.find((encoding) => encoding === known);
}

const SAMPLE = 128 * 1024;

interface Scan {
  utf8: boolean;
  /** Stretches that are not ASCII: all that tells encodings apart. */
  sample: Buffer;
}

/** Start of the last character of a buffer when it is cut off; its length when the buffer ends whole. */
function wholeCharacters(buffer: Buffer): number {
  for (let back = 1; back <= 3 && back <= buffer.length; back += 1) {
    const byte = buffer[buffer.length - back] ?? 0;
    if (byte < 0x80) return buffer.length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? buffer.length - back : buffer.length;
  }
  return buffer.length;
}

async function scan(bytes: Bytes): Promise<Scan> {
  const parts: Buffer[] = [];
  let collected = 0;
  let utf8 = true;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes.stream() as AsyncIterable<Buffer>) {
    if (utf8) {
      const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = wholeCharacters(joined);
      utf8 = isUtf8(joined.subarray(0, end));
      rest = joined.subarray(end);
    }
    if (collected < SAMPLE && !isAscii(chunk)) {
      const from = chunk.findIndex((byte) => byte >= 0x80);
      const part = Buffer.from(chunk.subarray(from, from + SAMPLE - collected));
      parts.push(part);
      collected += part.length;
    }
    if (!utf8 && collected >= SAMPLE) break;
  }
  return { utf8: utf8 && rest.length === 0, sample: Buffer.concat(parts) };
}

function byMark(head: Buffer): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head.subarray(0, 4).toString('hex') === '84319533' ? 'gb18030' : undefined;
}

/** UTF-16 without a mark: every second byte of ASCII text is NUL. */
function byZeros(head: Buffer): string | null | undefined {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < head.length; index += 1) {
    if (head[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = head.length / 2;
  if (odd > half * 0.2 && even < odd / 10) return 'utf-16le';
  if (even > half * 0.2 && odd < even / 10) return 'utf-16be';
  return even + odd > head.length / 100 ? null : undefined;
}

let commonHan: Set<string> | undefined;

/** Level 1 of Big5 (A440–C67E) and of GB 2312 (B0A1–D7F9): the 5,400 and 3,755 characters in daily use. */
function common(): Set<string> {
  if (commonHan !== undefined) return commonHan;
  commonHan = new Set();
  for (let lead = 0xa4; lead <= 0xd7; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.from([lead, trail]);
      if (lead <= 0xc6) commonHan.add(iconv.decode(bytes, 'big5'));
      if (lead >= 0xb0 && trail >= 0xa1) commonHan.add(iconv.decode(bytes, 'gb18030'));
    }
  }
  return commonHan;
}

/** What a character beyond ASCII says for the encoding that gave it: 1 at most, far below 0 for broken and private ones. */
function weightOf(character: string, encoding: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) return -5;
  if (code >= 0x4e00 && code <= 0x9fff) return common().has(character) ? 1 : 0.2;
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0x3105 && code <= 0x312f) || (code >= 0xff00 && code <= 0xffef))
    return 0.8;
  if (code >= 0x1f300 && code <= 0x1faff) return 0.8;
  if (code < 0xa0 || code > 0xff) return 0.1;
  return encoding === 'windows-1252' ? (code >= 0xc0 ? 0.75 : 0.3) : 0.4;
}

function plausibility(text: string, encoding: string): number {
  let good = 0;
  let seen = 0;
  for (const character of text) {
    if (character <= '\x7F') continue;
    seen += 1;
    good += weightOf(character, encoding);
  }
  return seen === 0 ? 0 : good / seen;
}

function byLook(sample: Buffer): EncodingGuess {
  const hint = detect(sample, {
    detectEncodings: ['Big5', 'GB18030', 'UTF-8', 'windows-1252'],
  }).encoding?.toLowerCase();
  const scored = ['big5', 'gb18030', 'windows-1252', 'utf-8'].map((encoding) => {
    const text = encoding === 'utf-8' ? sample.toString('utf8') : iconv.decode(sample, encoding);
    return { encoding, score: plausibility(text, encoding) + (hint === encoding ? 0.05 : 0) };
  });
  const [best, next] = scored.toSorted((first, second) => second.score - first.score);
  if (best === undefined) return { encoding: 'utf-8', doubtful: true };
  return { encoding: best.encoding, doubtful: best.score < 0.6 || best.score - (next?.score ?? 0) < 0.1 };
}

export async function detectEncoding(bytes: Bytes): Promise<EncodingGuess> {
  const head = await bytes.read(0, 64 * 1024);
  const marked = byMark(head);
  if (marked !== undefined) return { encoding: marked, doubtful: false };
  const zeros = byZeros(head);
  if (zeros !== undefined) return { encoding: zeros, doubtful: false };
  const { utf8, sample } = await scan(bytes);
  return utf8 ? { encoding: 'utf-8', doubtful: false } : byLook(sample);
}
