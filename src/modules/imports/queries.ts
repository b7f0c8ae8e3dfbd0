import type { Actor } from '#platform/shared/actor.ts';
import { can } from '#platform/shared/actor.ts';
import type { Page } from '#platform/shared/page.ts';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import { instantAt } from '#platform/server/clock.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import type { Cursors } from '#platform/server/http/cursor.ts';
import { sentence } from '#platform/server/messages.ts';
import type { ImportDetail, ImportSummary } from './contract.ts';
import type { Importable, ImportOptions, Remark } from './importable.ts';
import { type ImportState, isWorking, type Mapping, missingFields } from './rules.ts';

export type Kinds = readonly Importable[];

/** A kind that the actor may import; the others are not there for him. */
export const kindFor = (kinds: Kinds, actor: Actor, kind: string): Importable | undefined =>
  kinds.find((one) => one.kind === kind && can(actor, one.access));

export interface ImportRecord {
  id: string;
  kind: string;
  file_name: string;
  bytes: number;
  state: ImportState;
  pass: number;
  token: string | null;
  lease_until: string | null;
  done: number;
  total: number | null;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  doubtful: number;
  table_kind: 'csv' | 'xlsx';
  encoding: string | null;
  encoding_doubtful: boolean;
  delimiter: string | null;
  sheets: string[];
  sheet: string | null;
  header_row: number;
  headers: string[];
  sample: string[][];
  mapping: Mapping;
  options: ImportOptions;
  problem: { code: string; params?: Record<string, string | number> } | null;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
}

const own = (ctx: ReadContext) =>
  ctx.db
    .selectFrom('import_file')
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', ctx.actor.personId);

/** One's own import; another's is not there. `locked`: until the command ends. */
export async function findImport(
  ctx: ReadContext,
  kinds: Kinds,
  id: string,
  locked = false,
): Promise<Outcome<{ record: ImportRecord; importable: Importable }>> {
  const record = (await own(ctx)
    .selectAll()
    .where('id', '=', id)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirst()) as ImportRecord | undefined;
  const importable = record === undefined ? undefined : kindFor(kinds, ctx.actor, record.kind);
  return record === undefined || importable === undefined ? notFound('imports.unknown') : { record, importable };
}

/** Working, and heard of within the lease. */
export const isAlive = (ctx: ReadContext, record: Pick<ImportRecord, 'state' | 'lease_until'>): boolean =>
  isWorking(record.state) && record.lease_until !== null && record.lease_until > instantAt(ctx.clock.now());

function summaryOf(ctx: ReadContext, importable: Importable, record: ImportRecord): ImportSummary {
  const { created, changed, unchanged, refused, doubtful } = record;
  return {
    id: record.id,
    kind: record.kind,
    kindLabel: importable.labels[ctx.actor.language],
    fileName: record.file_name,
    bytes: record.bytes,
    state: record.state,
    stalled: isWorking(record.state) && !isAlive(ctx, record),
    rows: record.done,
    total: record.total,
    counts: { created, changed, unchanged, refused, doubtful },
    createdAt: record.created_at,
    startedAt: record.started_at,
    endedAt: record.ended_at,
  };
}

export async function detailOf(ctx: ReadContext, kinds: Kinds, id: string): Promise<Outcome<ImportDetail>> {
  const found = await findImport(ctx, kinds, id);
  if ('refused' in found) return found;
  const { record, importable } = found;
  const { language } = ctx.actor;
  const kept = await ctx.db
    .selectFrom('import_chunk')
    .select('place')
    .where('company_id', '=', ctx.actor.companyId)
    .where('import_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  return {
    ...summaryOf(ctx, importable, record),
    table: {
      kind: record.table_kind,
      encoding: record.encoding,
      encodingDoubtful: record.encoding_doubtful,
      delimiter: record.delimiter,
      sheets: record.sheets,
      sheet: record.sheet,
      headerRow: record.header_row,
      headers: record.headers,
      sample: record.sample,
    },
    fields: importable.fields.map(({ key, labels, kind, required = false }) => ({
      key,
      label: labels[language],
      kind,
      required,
    })),
    mapping: Object.entries(record.mapping).map(([field, { column, confidence }]) => ({ field, column, confidence })),
    missing: missingFields(importable.fields, record.mapping),
    assigns: importable.assigns,
    options: record.options,
    problem:
      record.problem === null
        ? null
        : { code: record.problem.code, message: sentence(language, record.problem.code, record.problem.params) },
    fileKept: kept !== undefined,
  };
}

export async function importsOf(
  ctx: ReadContext & { cursors: Cursors },
  kinds: Kinds,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ImportSummary>> {
  const scope = `imports/${ctx.actor.companyId}/${ctx.actor.personId}`;
  const after =
    page.cursor === undefined ? undefined : ctx.cursors.open<{ at: string; id: string }>(scope, page.cursor);
  const known = kinds.filter((kind) => can(ctx.actor, kind.access)).map(({ kind }) => kind);
  const rows = (await own(ctx)
    .selectAll()
    .where('kind', 'in', known.length === 0 ? [''] : known)
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('created_at', 'id'), '<', where.tuple(after?.at ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()) as unknown as ImportRecord[];
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.flatMap((record) => {
      const importable = kindFor(kinds, ctx.actor, record.kind);
      return importable === undefined ? [] : [summaryOf(ctx, importable, record)];
    }),
    nextCursor:
      rows.length > page.limit && last !== undefined
        ? ctx.cursors.seal(scope, { at: last.created_at, id: last.id })
        : null,
  };
}

/** A remark as a sentence in the reader's language, with the field's label. */
export function toldRemark(ctx: ReadContext, importable: Importable, remark: Remark) {
  const { language } = ctx.actor;
  const field = importable.fields.find(({ key }) => key === remark.field);
  return {
    field: remark.field ?? null,
    label: field?.labels[language] ?? null,
    code: remark.code,
    message: sentence(language, remark.code, remark.params),
  };
}
