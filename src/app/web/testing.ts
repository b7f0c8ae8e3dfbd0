// A phone for tests of what it shows: its store as a map, its entries as the screens write them.
import { newId } from '#platform/shared/id.ts';
import type { QueuedCommand } from '#platform/web/offline/command.ts';
import { pathWith, projected } from '#platform/web/offline/projections.ts';
import { type Read, readOf } from '#platform/web/offline/reads.ts';
import type { Entry, PhoneStore } from '#platform/web/offline/store.ts';

/** What a phone was given, as its store answers. */
export class Phone {
  readonly held = new Map<string, unknown>();
  readonly entries: Entry[] = [];
  readonly store = {
    held: {
      get: (url: string) => Promise.resolve(this.held.has(url) ? { url, answer: this.held.get(url) } : undefined),
    },
  } as unknown as PhoneStore;

  shows(url: string, entries: readonly Entry[] = this.entries): Promise<unknown> {
    const read = readOf(new URL(`https://phone.test${url}`)) as Read;
    return projected(this.store, read, this.held.get(url), entries);
  }
}

export type Told = { params?: Record<string, string>; body?: unknown; ifMatch?: number; needs?: string[] };
type Any = QueuedCommand<never, never>;

/** An entry as a screen would write it at an instant (milliseconds). */
export const entryAt = (
  now: number,
  command: unknown,
  { params = {}, body = null, ifMatch, needs = [] }: Told,
): Entry => {
  const { id, version, method, path } = command as Any;
  return {
    place: 0,
    id: newId(now),
    command: id,
    version,
    method: (method as string).toUpperCase() as Entry['method'],
    url: pathWith(path, params),
    params,
    body,
    ifMatch: ifMatch ?? null,
    basedOn: null,
    photo: false,
    stale: [],
    about: { title: '恆盛投資' },
    makes: [],
    changes: [],
    needs,
    writtenAt: now,
    state: 'pending',
    attempts: 0,
    triedAt: null,
    sentAt: null,
    answerVersion: null,
    problem: null,
  };
};
