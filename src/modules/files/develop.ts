import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Outcome, refuse } from '#platform/shared/result.ts';
import { gate } from './gate.ts';
import { fullPrint, type Printed, smallPrint } from './prints.ts';
import { pictureTypeOf } from './rules.ts';

/** A picture as it is kept: made anew from its pixels, so that nothing of what was sent but the pixels is left. */
export interface Developed {
  full: Print & { width: number; height: number };
  thumbnail: Print;
}

interface Print {
  bytes: Buffer;
  /** SHA-256, hex. */
  digest: string;
}

/** Two pictures at once beside the process: the rest of the product goes on. */
const darkroom = gate(2, 100);

/** Makes the pictures that are kept, and does what is to be done with them while the next ones wait. */
export const inDarkroom = <T>(source: string, work: (picture: Developed) => Promise<Outcome<T>>): Promise<Outcome<T>> =>
  darkroom(async () => {
    const picture = await develop(source);
    return 'refused' in picture ? picture : work(picture);
  });

/** Makes a picture anew; what is none of the three types, is damaged or would unpack beyond measure is refused. Leaves nothing on the disk. */
export async function develop(source: string): Promise<Outcome<Developed>> {
  if (pictureTypeOf(await headOf(source)) === undefined) return refuse('invalid', 'files.noPicture');
  try {
    const printed = await inItsOwnProcess(source);
    if ('refused' in printed) {
      const { refused, limit } = printed;
      return refuse('invalid', refused, limit === undefined ? {} : { params: { limit: limit / 1_000_000 } });
    }
    const full = printOf(await readFile(fullPrint(source)));
    return { full: { ...full, ...printed }, thumbnail: printOf(await readFile(smallPrint(source))) };
  } finally {
    for (const print of [fullPrint(source), smallPrint(source)]) await rm(print, { force: true });
  }
}

const printOf = (bytes: Buffer): Print => ({ bytes, digest: createHash('sha256').update(bytes).digest('hex') });

const program = path.join(import.meta.dirname, 'print-process.ts');
/** Far beyond any picture; what takes longer is meant to. Milliseconds. */
const patience = 60_000;

/**
 * The reader of strangers' files knows no secret and no database, and whatever it takes of memory ends with it. A picture that brings it
 * down is a damaged one.
 */
function inItsOwnProcess(source: string): Promise<Printed> {
  const { SystemRoot } = process.env;
  const env = { MALLOC_ARENA_MAX: '2', ...(SystemRoot === undefined ? {} : { SystemRoot }) };
  const options = { env, timeout: patience, killSignal: 'SIGKILL', windowsHide: true } as const;
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--max-old-space-size=64', program, source], options, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout) as Printed);
      else if (error.signal != null) resolve({ refused: 'files.damaged' });
      else reject(new Error(`the process for pictures failed: ${stderr.slice(0, 500)}`, { cause: error }));
    });
  });
}

async function headOf(source: string): Promise<Uint8Array> {
  const file = await open(source);
  try {
    const head = new Uint8Array(16);
    await file.read(head, 0, head.length, 0);
    return head;
  } finally {
    await file.close();
  }
}
