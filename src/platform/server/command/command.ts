import type { z } from 'zod';
import type { Actor } from '#platform/shared/actor.ts';
import type { Outcome } from '#platform/shared/result.ts';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../db/database.ts';

/** What a read gets: the database, who asks, and the clock. Every statement names the actor's company. */
export interface ReadContext {
  db: Db;
  actor: Actor;
  clock: Clock;
}

/** One changed field, as the audit and the field history show it. */
export type Changes = Record<string, { from: unknown; to: unknown }>;

export interface AuditNote {
  subject: Subject;
  unitId?: string | null;
  changes: Changes;
  reason?: string;
}

export interface Subject {
  kind: string;
  id: string;
}

/** `kind` is `module.whatHappened`; `unitId` and `personId` say whose screens it wakes. The payload holds no personal data. */
export interface DomainEvent {
  kind: string;
  version?: number;
  subject: Subject;
  unitId?: string | null;
  personId?: string | null;
  payload?: Record<string, unknown>;
}

/** What a command gets: `db` is its transaction. Audit notes and events are written before it commits, in order. */
export interface WriteContext extends ReadContext {
  db: Tx;
  /** The instant of recording, ISO 8601 in UTC; one for the whole command. */
  now: string;
  /** The day it is at the actor's place. */
  today: string;
  /**
   * When the client wrote the command down, by its own word: a phone that was away tells later. ISO 8601 in UTC, never after `now` and at
   * most 45 days before it; `now` where nothing is said.
   */
  writtenAt: string;
  newId(): string;
  requestId: string;
  audit(note: AuditNote): void;
  emit(event: DomainEvent): void;
  /** Runs once the transaction has committed on this node, e.g. to drop caches. */
  afterCommit(action: () => void | Promise<void>): void;
}

/**
 * What modules do when something happened in another one, by the event's kind: run in the transaction of the command that emitted it, in
 * order, before its records are written. A refusal thrown here undoes the whole command.
 */
export type Subscribers = Readonly<Record<string, readonly Subscriber[]>>;
export type Subscriber = (ctx: WriteContext, event: DomainEvent) => Promise<void>;

/** What happens when two write the same thing: `refuse` answers 409 with both values, `last` keeps the later, `merge` keeps both. */
export type ConflictRule = 'refuse' | 'last' | 'merge';

/** One verb in one transaction. `name` is `module.verb-noun`; `version` that of its input's shape. */
export interface Command<I extends z.ZodType, O> {
  name: string;
  version: number;
  conflict: ConflictRule;
  input: I;
  run(ctx: WriteContext, input: z.output<I>): Promise<Outcome<O>>;
}

export const command = <I extends z.ZodType, O>(definition: Command<I, O>): Command<I, O> => definition;

/** The fields of `after` that differ from `before`, for the audit. */
export function changesBetween<T extends object>(before: Partial<T> | undefined, after: Partial<T>): Changes {
  const changes: Changes = {};
  for (const key of Object.keys(after) as (keyof T & string)[]) {
    const from = before?.[key] ?? null;
    const to = after[key] ?? null;
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[key] = { from, to };
  }
  return changes;
}
