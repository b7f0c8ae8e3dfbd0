import { sql } from 'kysely';
import type { Page } from '#platform/shared/page.ts';
import type { Outcome } from '#platform/shared/result.ts';
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import type { Cursors } from '#platform/server/http/cursor.ts';
import type { ToldRemark } from './contract.ts';
import type { Candidate, Remark, RowPlan } from './importable.ts';
import { findImport, type Kinds, toldRemark } from './queries.ts';
import type { ReadRow } from './read-row.ts';
import type { Verdict } from './rules.ts';

export interface DecidedRow {
  read: ReadRow;
  plan: RowPlan;
  label: string;
}

interface Detail {
  reasons?: Remark[];
  notes?: Remark[];
  candidates?: Candidate[];
}

function detailOf({ read, plan }: DecidedRow): string | null {
  const notes = [...read.notes, ...plan.notes];
  const detail: Detail = {
    ...(plan.reasons.length === 0 ? {} : { reasons: plan.reasons }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(plan.candidates.length === 0 ? {} : { candidates: plan.candidates }),
  };
  return Object.keys(detail).length === 0 ? null : JSON.stringify(detail);
}

const isWritten = (verdict: Verdict): boolean => verdict !== 'refused' && verdict !== 'doubtful';

/** Keeps the verdicts of a batch; the row's own cells only where it was not written, for the file of refused rows. */
export async function keepRows(
  ctx: WriteContext,
  importId: string,
  pass: number,
  rows: readonly DecidedRow[],
): Promise<void> {
  const cells = rows.map(({ read, plan }) => (isWritten(plan.verdict) ? null : JSON.stringify(read.cells)));
  await sql`insert into import_row (company_id, import_id, pass, place, line, verdict, subject_id, label, detail, cells)
    select ${ctx.actor.companyId}::uuid, ${importId}::uuid, ${pass}::int, n.place, n.line, n.verdict, n.subject, n.label, n.detail::jsonb,
      case when n.cells is null then null else array(select jsonb_array_elements_text(n.cells::jsonb)) end
    from unnest(${rows.map(({ read }) => read.row.place)}::int[], ${rows.map(({ read }) => read.row.line)}::int[],
      ${rows.map(({ plan }) => plan.verdict)}::text[], ${rows.map(({ plan }) => plan.subjectId)}::uuid[],
      ${rows.map(({ label }) => label.slice(0, 200))}::text[], ${rows.map(detailOf)}::text[], ${cells}::text[])
      as n(place, line, verdict, subject, label, detail, cells)`.execute(ctx.db);
}

export interface ToldRow {
  place: number;
  line: number;
  verdict: Verdict;
  subjectId: string | null;
  label: string;
  reasons: ToldRemark[];
  notes: ToldRemark[];
  candidates: Candidate[];
  /** Only of rows that were not written. */
  cells: string[] | null;
}

/** The rows of the last pass, in the order of the file. */
export async function rowsOfImport(
  ctx: ReadContext & { cursors: Cursors },
  kinds: Kinds,
  id: string,
  ask: { cursor?: string | undefined; limit: number; verdict?: Verdict | undefined },
): Promise<Outcome<Page<ToldRow>>> {
  const found = await findImport(ctx, kinds, id);
  if ('refused' in found) return found;
  const scope = `imports/${id}/${found.record.pass}/${ask.verdict ?? ''}`;
  const after = ask.cursor === undefined ? 0 : ctx.cursors.open<number>(scope, ask.cursor);
  const told = await readRows(ctx, found, ask.verdict === undefined ? [] : [ask.verdict], after, ask.limit + 1);
  const items = told.slice(0, ask.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: told.length > ask.limit && last !== undefined ? ctx.cursors.seal(scope, last.place) : null,
  };
}

type Found = Exclude<Awaited<ReturnType<typeof findImport>>, { refused: true }>;

/** Up to `limit` rows of the last pass after a place; with verdicts only those. */
export async function readRows(
  ctx: ReadContext,
  { record, importable }: Found,
  only: readonly Verdict[],
  after: number,
  limit: number,
): Promise<ToldRow[]> {
  const rows = await ctx.db
    .selectFrom('import_row')
    .select(['place', 'line', 'verdict', 'subject_id', 'label', 'detail', 'cells'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('import_id', '=', record.id)
    .where('pass', '=', record.pass)
    .where('place', '>', after)
    .$if(only.length > 0, (query) => query.where('verdict', 'in', [...only]))
    .orderBy('place')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const detail = (row.detail ?? {}) as Detail;
    const told = (remarks: Remark[] = []) => remarks.map((remark) => toldRemark(ctx, importable, remark));
    return {
      place: row.place,
      line: row.line,
      verdict: row.verdict as Verdict,
      subjectId: row.subject_id,
      label: row.label,
      reasons: told(detail.reasons),
      notes: told(detail.notes),
      candidates: detail.candidates ?? [],
      cells: row.cells,
    };
  });
}
