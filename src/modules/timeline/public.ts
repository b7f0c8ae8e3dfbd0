import type { ReadContext, Subject, WriteContext } from '#platform/server/command/command.ts';
import { inBatches } from '#platform/server/command/execute.ts';
import type { Cursors } from '#platform/server/http/cursor.ts';
import type { Page } from '#platform/shared/page.ts';
import type { TimelineEntry } from './contract.ts';

export interface TimelineNote {
  subject: Subject;
  /** `module.what`. */
  kind: string;
  /** ISO 8601, from the phone's corrected clock where it happened offline; default: now. */
  occurredAt?: string;
  /** The day it counts for, of the outlet's time zone; default: the actor's today. */
  businessDay?: string;
  unitId: string | null;
  source: Subject;
  /** Parameters of the sentence; shown to whoever sees the subject. */
  detail: Record<string, unknown>;
  /** Who did it, when not the actor (an import of past work). */
  personId?: string;
}

/** Writes what happened into the timelines of its subjects, in the command's transaction. */
export async function recordTimeline(ctx: WriteContext, notes: readonly TimelineNote[]): Promise<void> {
  const rows = notes.map((note) => {
    const businessDay = note.businessDay ?? ctx.today;
    return {
      company_id: ctx.actor.companyId,
      id: ctx.newId(),
      subject_kind: note.subject.kind,
      subject_id: note.subject.id,
      kind: note.kind,
      occurred_at: note.occurredAt ?? ctx.now,
      business_day: businessDay,
      recorded_at: ctx.now,
      late: businessDay < ctx.today,
      person_id: note.personId ?? ctx.actor.personId,
      unit_id: note.unitId,
      source_kind: note.source.kind,
      source_id: note.source.id,
      detail: JSON.stringify(note.detail),
    };
  });
  await inBatches(rows, (batch) => ctx.db.insertInto('timeline_entry').values(batch).execute());
}

/**
 * The timeline of a subject, newest first; of all its ids where others were merged into it, since entries stay where they were written.
 * Whoever may see the subject may see its timeline: the caller has asked that policy already.
 */
export async function timelineOf(
  ctx: ReadContext & { cursors: Cursors },
  { kind, ids }: { kind: string; ids: readonly string[] },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<TimelineEntry>> {
  const scope = `timeline/${ctx.actor.companyId}/${ids[0] ?? ''}`;
  const after =
    page.cursor === undefined ? undefined : ctx.cursors.open<{ at: string; id: string }>(scope, page.cursor);
  const rows = await ctx.db
    .selectFrom('timeline_entry as entry')
    .leftJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'entry.company_id').onRef('person.id', '=', 'entry.person_id'),
    )
    .leftJoin('service_key', (join) =>
      join.onRef('service_key.company_id', '=', 'entry.company_id').onRef('service_key.id', '=', 'entry.person_id'),
    )
    .select(['entry.id', 'entry.kind', 'occurred_at', 'business_day', 'recorded_at', 'late', 'entry.person_id'])
    .select(['source_kind', 'source_id', 'detail'])
    .select(({ fn }) => fn.coalesce('person.name', 'service_key.name').as('name'))
    .where('entry.company_id', '=', ctx.actor.companyId)
    .where('subject_kind', '=', kind)
    // One id keeps the order of the index.
    .where((where) => (ids.length === 1 ? where('subject_id', '=', ids[0] ?? '') : where('subject_id', 'in', [...ids])))
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('occurred_at', 'entry.id'), '<', where.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('occurred_at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      id: row.id,
      kind: row.kind,
      occurredAt: row.occurred_at,
      businessDay: row.business_day,
      recordedAt: row.recorded_at,
      late: row.late,
      person: { id: row.person_id, name: row.name ?? '' },
      sourceKind: row.source_kind,
      sourceId: row.source_id,
      detail: row.detail as Record<string, unknown>,
    })),
    nextCursor:
      rows.length > page.limit && last !== undefined
        ? ctx.cursors.seal(scope, { at: last.occurred_at, id: last.id })
        : null,
  };
}
