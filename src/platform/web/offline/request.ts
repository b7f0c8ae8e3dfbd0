import { currentLanguage } from '../language.ts';
import { type Problem, readProblem, toProblem, unexpected, unreachable } from '../problem.ts';
import type { Entry, KeptPhoto } from './store.ts';

const patience = 30_000;
const patienceForPhotos = 120_000;

interface Around {
  entries: readonly Entry[];
  photo: Pick<KeptPhoto, 'bytes' | 'type'> | undefined;
  signal: AbortSignal;
  /** Who wrote it; the server takes it from nobody else, should another have signed in meanwhile. */
  person?: string;
}

/** An entry as it goes over the line: the same key each time, so that the server does it once. */
export function requestOf(entry: Omit<Entry, 'place'>, { entries, photo, signal, person }: Around): Request {
  const base = entries.find(({ id }) => id === entry.basedOn);
  const version = base?.answerVersion ?? entry.ifMatch;
  const headers = new Headers({
    'Idempotency-Key': entry.id,
    'Kejing-Command': `${entry.command}@${entry.version}`,
    'Kejing-Written-At': new Date(entry.writtenAt).toISOString(),
    'Accept-Language': currentLanguage(),
  });
  if (person !== undefined) headers.set('Kejing-Person', person);
  if (version !== null) headers.set('If-Match', String(version));
  if (photo !== undefined) headers.set('Content-Type', photo.type);
  else if (entry.body !== null) headers.set('Content-Type', 'application/json');
  return new Request(entry.url, {
    method: entry.method,
    headers,
    body: photo?.bytes ?? (entry.body === null ? null : JSON.stringify(entry.body)),
    signal: AbortSignal.any([signal, AbortSignal.timeout(entry.photo ? patienceForPhotos : patience)]),
  });
}

/** An answer that arrived to its end. */
export interface Answered {
  status: number;
  /** Read from JSON; null where it is none. */
  body: unknown;
  date: string | null;
  retryAfterSeconds: number;
  again: () => Response;
}

/** Throws where the line was cut before the answer's end: then it is not known what came of it, and the same is asked again. */
export async function ask(request: Request): Promise<Answered> {
  const response = await fetch(request);
  const text = await response.text();
  const { status, headers } = response;
  return {
    status,
    body: parsed(text),
    date: headers.get('date'),
    retryAfterSeconds: Number(headers.get('retry-after')) || 0,
    again: () => new Response(text, { status, headers }),
  };
}

/**
 * Whether it is the product that speaks: in JSON, or with nothing to say; refusing, in problem details. A network that wants a sign-in first
 * answers 200 with a page of its own.
 */
export const isOurs = ({ status, body }: Answered, problem: Problem | undefined): boolean =>
  problem === undefined ? status === 204 || (typeof body === 'object' && body !== null) : !madeHere.has(problem.code);

const madeHere: ReadonlySet<string> = new Set([unexpected, unreachable]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What became of a command while the screen waited: done, safely on this phone, or refused (and then not kept: the screen shows why). */
export type Submitted =
  | { state: 'sent' }
  /** `id` is the entry's. */
  | { state: 'queued'; id: string }
  | { state: 'refused'; problem: Problem };

/** Without a store (a browser that keeps nothing) a command is sent once, while one waits. */
export async function sendOnce(entry: Omit<Entry, 'place'>, photo: Blob | undefined): Promise<Submitted> {
  try {
    const bytes = photo === undefined ? undefined : { bytes: await photo.arrayBuffer(), type: photo.type };
    const request = requestOf(entry, { entries: [], photo: bytes, signal: new AbortController().signal });
    const answered = await ask(request);
    if (answered.status < 400 && isOurs(answered, undefined)) return { state: 'sent' };
    return { state: 'refused', problem: await readProblem(answered.again()) };
  } catch (error) {
    return { state: 'refused', problem: toProblem(error) };
  }
}
