import type { z } from 'zod';
import type { Actor } from '#platform/shared/actor.ts';
import { newId } from '#platform/shared/id.ts';
import { longestLate } from '#platform/shared/late.ts';
import { isRefusal, type Outcome, Refused, refuse } from '#platform/shared/result.ts';
import { type Clock, instantAt } from '../clock.ts';
import type { Db, Tx } from '../db/database.ts';
import type { AuditNote, Command, DomainEvent, Subscribers, WriteContext } from './command.ts';
import { claimKey, keepAnswer } from './idempotency.ts';

export interface CommandDeps {
  db: Db;
  clock: Clock;
  subscribers: Subscribers;
}

export interface CommandMeta {
  requestId: string;
  /** The client's key and the digest of the body it came with. */
  idempotency?: { key: string; digest: string } | undefined;
  /** When the client wrote it down, by its own word; default: now. */
  writtenAt?: string | undefined;
}

/**
 * Runs a command in one transaction: state, ledger, timeline, audit, domain events and the stored answer commit together or not at all.
 * A refusal rolls back. Serialization failures and deadlocks are tried again, three times in all.
 */
export async function execute<I extends z.ZodType, O>(
  deps: CommandDeps,
  actor: Actor,
  cmd: Command<I, O>,
  input: z.output<I>,
  meta: CommandMeta,
): Promise<Outcome<O>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(deps, actor, cmd, input, meta);
    } catch (error) {
      if (attempt >= 3 || !isTransient(error)) throw error;
    }
  }
}

const transient = new Set(['40001', '40P01']);
const isTransient = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && transient.has(String(error.code));

async function attemptOnce<I extends z.ZodType, O>(
  deps: CommandDeps,
  actor: Actor,
  cmd: Command<I, O>,
  input: z.output<I>,
  meta: CommandMeta,
): Promise<Outcome<O>> {
  const after: (() => void | Promise<void>)[] = [];
  try {
    const answer = await deps.db.transaction().execute(async (db) => {
      const frame = openFrame(db, deps.clock, actor, meta, after);
      if (meta.idempotency !== undefined) {
        const earlier = await claimKey(frame.ctx, cmd.name, meta.idempotency);
        if (earlier !== undefined) return earlier.answer as O;
      }
      const outcome = await cmd.run(frame.ctx, input);
      if (isRefusal(outcome)) throw new Refused(outcome);
      await frame.tell(deps.subscribers);
      await frame.write(cmd);
      if (meta.idempotency !== undefined) await keepAnswer(frame.ctx, meta.idempotency.key, outcome);
      return outcome;
    });
    for (const action of after) await action();
    return answer;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    const broken = brokenConstraint(error);
    if (broken !== undefined) return broken;
    throw error;
  }
}

/** A unique or foreign key that two commands ran into at once: a conflict, told by the constraint's name. */
function brokenConstraint(error: unknown) {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const constraint = 'constraint' in error ? String(error.constraint) : '';
  if (error.code === '23505') return refuse('conflict', 'exists', { params: { constraint } });
  if (error.code === '23503') return refuse('conflict', 'missingReference', { params: { constraint } });
  return undefined;
}

function openFrame(db: Tx, clock: Clock, actor: Actor, meta: CommandMeta, after: (() => void | Promise<void>)[]) {
  const millis = clock.now();
  const notes: AuditNote[] = [];
  const events: DomainEvent[] = [];
  const ctx: WriteContext = {
    db,
    actor,
    clock,
    now: instantAt(millis),
    today: Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(actor.timeZone).toPlainDate().toString(),
    writtenAt: writtenAt(meta.writtenAt, millis),
    requestId: meta.requestId,
    newId: () => newId(clock.now()),
    audit: (note) => void notes.push(note),
    emit: (event) => void events.push(event),
    afterCommit: (action) => void after.push(action),
  };
  return {
    ctx,
    tell: (subscribers: Subscribers) => tellSubscribers(ctx, subscribers, events),
    write: (cmd: { name: string; version: number }) => writeRecords(ctx, cmd, notes, events),
  };
}

/** Never in the future, and no further back than anything is believed. */
function writtenAt(told: string | undefined, now: number): string {
  const millis = told === undefined ? now : Temporal.Instant.from(told).epochMilliseconds;
  return instantAt(Math.max(now - longestLate, Math.min(millis, now)));
}

/** What a subscriber emits is told too: the list grows while it is walked. */
async function tellSubscribers(ctx: WriteContext, subscribers: Subscribers, events: readonly DomainEvent[]) {
  for (const event of events) for (const subscriber of subscribers[event.kind] ?? []) await subscriber(ctx, event);
}

async function writeRecords(
  ctx: WriteContext,
  cmd: { name: string; version: number },
  notes: AuditNote[],
  events: DomainEvent[],
) {
  if (notes.length > 0) {
    const rows = notes.map((note) => ({
      company_id: ctx.actor.companyId,
      id: ctx.newId(),
      at: ctx.now,
      actor_kind: ctx.actor.kind,
      person_id: ctx.actor.personId,
      command: cmd.name,
      command_version: cmd.version,
      subject_kind: note.subject.kind,
      subject_id: note.subject.id,
      unit_id: note.unitId ?? null,
      changes: JSON.stringify(note.changes),
      reason: note.reason ?? null,
      request_id: ctx.requestId,
    }));
    await inBatches(rows, (batch) => ctx.db.insertInto('audit_entry').values(batch).execute());
  }
  if (events.length > 0) {
    const rows = events.map((event) => ({
      company_id: ctx.actor.companyId,
      id: ctx.newId(),
      at: ctx.now,
      kind: event.kind,
      version: event.version ?? 1,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      unit_id: event.unitId ?? null,
      person_id: event.personId ?? null,
      payload: JSON.stringify(event.payload ?? {}),
    }));
    await inBatches(rows, (batch) => ctx.db.insertInto('domain_event').values(batch).execute());
  }
}

/** PostgreSQL takes 65,535 parameters a statement; batches stay far below. */
export async function inBatches<T>(rows: T[], write: (batch: T[]) => Promise<unknown>, size = 500): Promise<void> {
  for (let from = 0; from < rows.length; from += size) await write(rows.slice(from, from + size));
}
