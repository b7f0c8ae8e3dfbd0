import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isRefusal, type Outcome, type Refusal, Refused, refuse } from '#platform/shared/result.ts';

/** What came in: on this machine's disk for as long as it is worked at, with the digest of its bytes (SHA-256, hex). */
export interface Arrived {
  path: string;
  digest: string;
  bytes: number;
}

/** A file that lies here longer than this belongs to a process that is gone. */
const forgottenAfter = 60 * 60_000;

/**
 * Takes a stream onto the disk as it comes, hands it to `work`, and leaves nothing behind, whatever happens. What is longer than `most`
 * bytes is given up as soon as that is known; a sender that breaks off is refused.
 */
export async function withArrival<T>(
  home: string,
  source: Readable,
  limit: { most: number; tooLarge: Refusal },
  work: (arrived: Arrived) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const folder = path.join(home, 'files', 'arriving');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, randomUUID());
  try {
    const received = await receive(source, target, limit);
    if (isRefusal(received)) return received;
    await dropForgotten(folder, target);
    return await work({ path: target, ...received });
  } finally {
    await rm(target, { force: true });
  }
}

async function receive(
  source: Readable,
  target: string,
  { most, tooLarge }: { most: number; tooLarge: Refusal },
): Promise<Outcome<{ digest: string; bytes: number }>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > most) done(new Refused(tooLarge));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(source, measure, createWriteStream(target, { mode: 0o600, flags: 'wx' }));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
  return { digest: hash.digest('hex'), bytes };
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuse('unavailable', 'files.noRoom');
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR'
    ? refuse('invalid', 'files.brokenOff')
    : undefined;
}

/** What a killed process left lying, by the age of the file that has just been written: no clock is asked. */
async function dropForgotten(folder: string, fresh: string): Promise<void> {
  const { mtimeMs: now } = await stat(fresh);
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const known = await stat(file).catch(() => undefined);
    if (known !== undefined && now - known.mtimeMs > forgottenAfter) await rm(file, { force: true });
  }
}
