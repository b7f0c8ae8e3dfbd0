import { connection } from '../connection.ts';
import { refresh } from '../queries.ts';
import { noteServerTime } from './clock.ts';
import { answersBeyond } from './beyond.ts';
import { pendingEntries } from './mirror.ts';
import { personOfPhone } from './device.ts';
import { pathWith, projected, projectedPaths } from './projections.ts';
import { type Read, readOf, trimmed } from './reads.ts';
import { noteAnswered, noteShown } from './shown.ts';
import { type Entry, phoneStore, type PhoneStore } from './store.ts';

/** On an answer of the phone: when the server gave it, in milliseconds. */
export const heldSince = 'x-kejing-held-since';

/** A lift's door closes slowly: after this long an answer that the phone holds is better than none. */
const patience = 4_000;
/** A gateway speaks for a server that is not there. */
export const gone: ReadonlySet<number> = new Set([502, 503, 504]);

const timedOut = Symbol('no answer in time');

/**
 * The network first; where it does not answer, what the phone holds. Over both lies what was written on this phone and has not reached the
 * server yet, so that every screen shows it as done.
 */
export async function phoneFetch(request: Request): Promise<Response> {
  const read = request.method === 'GET' ? readOf(new URL(request.url)) : undefined;
  if (read === undefined) return overNetwork(request);
  const waiting = await pendingEntries();
  const person = personOfPhone();
  const answering = overNetwork(request);
  void answering.then((response) => hold(read, response.clone(), person)).catch(() => undefined);
  const first = await Promise.race([answering, soonHeld(read)]).catch((error: unknown) => error as Error);
  if (first instanceof Response && !gone.has(first.status)) {
    noteAnswered(read.url);
    lateTexts.delete(read.url);
    if (waiting.length === 0 || (!first.ok && first.status !== 404)) return first;
    const overlay = overlaid(read, first.ok ? await first.clone().json() : undefined, first);
    return (await overlay.catch(told)) ?? first;
  }
  // Nobody looks at it any more.
  if (request.signal.aborted) return answering;
  const own = await ofPhone(read).catch(told);
  if (own !== undefined) {
    void answering.then((late) => arrivedLate(read, late)).catch(() => undefined);
    return own;
  }
  // Nothing of it is held after all: then the network decides, however long it takes.
  return answering;
}

const lateTexts = new Map<string, string>();

/** What the network said after the phone had answered: the screen reads again, once for each thing that came too late. */
async function arrivedLate(read: Read, late: Response): Promise<void> {
  if (gone.has(late.status)) return;
  const text = await late.text();
  if (lateTexts.get(read.url) === text) return noteAnswered(read.url);
  lateTexts.set(read.url, text);
  await refresh(read.path);
}

/** What the phone adds is a help: where it fails, the network's answer stands. */
const told = (error: unknown): undefined => reportError(error) as undefined;

async function overNetwork(request: Request): Promise<Response> {
  const sentAt = Date.now();
  try {
    const response = await fetch(request);
    if (gone.has(response.status)) connection.lost();
    else connection.reached();
    noteServerTime(response.headers.get('date'), sentAt, Date.now());
    return response;
  } catch (error) {
    if (!request.signal.aborted) connection.lost();
    throw error;
  }
}

/** Gives up on the network once its time is over, if there is something to show instead. */
async function soonHeld(read: Read): Promise<typeof timedOut> {
  await new Promise((resolve) => setTimeout(resolve, navigator.onLine ? patience : 0));
  const store = await phoneStore();
  const held = await store?.held.get(read.url).catch(() => undefined);
  if (held === undefined) await new Promise(() => undefined);
  return timedOut;
}

/** An answer belongs to whoever asked: another may have signed in to this browser before it came. */
async function hold(read: Read, response: Response, person: string | null): Promise<void> {
  // Who is signed in decides whose store it is: the session holds that answer itself.
  if (read.path === '/api/v1/me') return;
  // What is no longer his to see leaves the phone.
  const answer: unknown = response.ok ? await response.json() : undefined;
  if (personOfPhone() !== person) return;
  if (response.status === 403 || response.status === 404) await (await phoneStore())?.held.delete(read.url);
  if (response.ok) await holdAnswers([{ url: read.url, answer }]);
}

/** Puts answers of the server onto the phone, each under its path with query. */
export async function holdAnswers(answers: readonly { url: string; answer: unknown }[]): Promise<void> {
  const store = await phoneStore();
  const at = Date.now();
  await store?.held.bulkPut(
    answers.flatMap(({ url, answer }) => {
      const read = readOf(new URL(url, globalThis.location.origin));
      const kept = read === undefined ? undefined : trimmed(read.path, answer);
      return kept === undefined ? [] : [{ url, answer: kept, at }];
    }),
  );
}

/** The answer without a network: held, made from what is held, or made from what waits. */
async function ofPhone(read: Read): Promise<Response | undefined> {
  const store = await phoneStore();
  if (store === undefined) return undefined;
  const held = await store.held.get(read.url);
  // Who makes an answer of everything held knows more than one old answer.
  const answer = (await answersBeyond(store, read)) ?? held?.answer;
  const shown = await projected(store, read, answer, await pendingEntries());
  if (shown === undefined) return undefined;
  noteShown(read, held?.at ?? 0);
  return Response.json(shown, { headers: { [heldSince]: String(held?.at ?? 0) } });
}

async function overlaid(read: Read, answer: unknown, otherwise: Response): Promise<Response> {
  const store = await phoneStore();
  // Asked again: while the answer was on its way an entry may have been done, or a new one written.
  const shown = store === undefined ? answer : await projected(store, read, answer, await pendingEntries());
  return shown === undefined || shown === answer ? otherwise : Response.json(shown);
}

/** What a sent entry changed is changed in the held answers too, so that the way into the next tunnel does not undo it on the screen. */
export async function settleHeld(store: PhoneStore, entry: Entry): Promise<void> {
  for (const held of await store.held.toArray()) {
    const read = readOf(new URL(held.url, globalThis.location.origin));
    if (read === undefined) continue;
    const shown = await projected(store, read, held.answer, [entry]);
    if (shown === undefined || shown === held.answer) continue;
    const answer = trimmed(read.path, shown);
    if (answer !== undefined) await store.held.put({ ...held, answer });
  }
  await holdMade(store, entry);
}

/** What an entry made is held from its sending on, though the server was not asked for it yet. */
async function holdMade(store: PhoneStore, entry: Entry): Promise<void> {
  for (const path of await projectedPaths(entry))
    for (const id of entry.makes) {
      const read = readOf(new URL(pathWith(path, { id }), globalThis.location.origin));
      if (read === undefined || (await store.held.get(read.url)) !== undefined) continue;
      const answer = await projected(store, read, undefined, [entry]);
      if (answer !== undefined) await holdAnswers([{ url: read.url, answer }]);
    }
}
