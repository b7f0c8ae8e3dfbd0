import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '#platform/shared/actor.ts';
import { isRefusal, type Outcome, refuse } from '#platform/shared/result.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { execute } from '#platform/server/command/execute.ts';
import { type App, commandDeps } from '#platform/server/http/route.ts';
import { describeError } from '#platform/server/log.ts';
import { readTable } from '#platform/server/sheets/read-table.ts';
import type { ReadTableOptions, Table } from '#platform/server/sheets/table.ts';
import { startPass } from './commands/start-pass.ts';
import type { Importable } from './importable.ts';
import { workThrough } from './pass.ts';
import { findImport, type ImportRecord, isAlive, type Kinds } from './queries.ts';
import type { PassKind } from './rules.ts';
import { dropLocal, fetchFile, importsFolder } from './store.ts';

export interface OpenedAgain {
  record: ImportRecord;
  importable: Importable;
  table: Table;
}

/** What a person says about how the file is to be read. */
export interface OtherReading {
  encoding?: string | undefined;
  delimiter?: string | undefined;
  sheet?: string | undefined;
  headerRow?: number | undefined;
}

const definedOf = (other: OtherReading): ReadTableOptions =>
  Object.fromEntries(Object.entries(other).filter(([, value]) => value !== undefined));

/** The brought file as it is read now, or read in another way. */
export async function openAgain(
  ctx: ReadContext,
  home: string,
  kinds: Kinds,
  id: string,
  other: OtherReading = {},
): Promise<Outcome<OpenedAgain>> {
  const found = await findImport(ctx, kinds, id);
  if (isRefusal(found)) return found;
  const { record } = found;
  // Whoever works at it takes the file off this machine at its end.
  if (isAlive(ctx, record)) return refuse('conflict', 'imports.busy');
  const path = await fetchFile(ctx, await importsFolder(home), id, record.bytes);
  if (path === undefined) return refuse('conflict', 'imports.fileGone');
  const table = await readTable({ path }, { ...readingOf(record, other), ...definedOf(other) });
  return isRefusal(table) ? table : { ...found, table };
}

/** What stands, except where another choice makes it meaningless: the header's line belongs to its sheet, the delimiter to the text. */
function readingOf(record: ImportRecord, other: OtherReading): ReadTableOptions {
  if (record.table_kind === 'xlsx') {
    if (other.sheet !== undefined && other.sheet !== record.sheet) return {};
    return { headerRow: record.header_row, ...(record.sheet === null ? {} : { sheet: record.sheet }) };
  }
  const encoding = record.encoding === null ? {} : { encoding: record.encoding };
  if (other.encoding !== undefined && other.encoding !== record.encoding) return {};
  if (other.delimiter !== undefined) return encoding;
  return {
    ...encoding,
    headerRow: record.header_row,
    ...(record.delimiter === null ? {} : { delimiter: record.delimiter }),
  };
}

export interface Beginner {
  app: App;
  actor: Actor;
  kinds: Kinds;
  requestId: string;
}

/** What is done within this time is told at once; the rest is asked for. */
const patience = 1_500;

/** Begins a pass in this process and answers as soon as it is over, or after a moment while it goes on. */
export async function beginPass(
  { app, actor, kinds, requestId }: Beginner,
  id: string,
  kind: PassKind,
): Promise<Outcome<void>> {
  const ctx = { db: app.database.db, actor, clock: app.clock };
  const opened = await openAgain(ctx, app.home, kinds, id);
  if (isRefusal(opened)) return opened;
  const started = await execute(commandDeps(app), actor, startPass(kinds), { id, kind }, { requestId });
  if (isRefusal(started)) return started;
  const { table, importable } = opened;
  const work = { deps: commandDeps(app), actor, requestId, log: app.log, importable, table, started };
  const told = workThrough({ ...work, onRead: () => dropLocal(app.home, id) }).then(
    () => undefined,
    (error: unknown) => app.log('error', 'an import ended badly', { requestId, ...describeError(error) }),
  );
  const pause = new AbortController();
  await Promise.race([told, wait(patience, undefined, { signal: pause.signal, ref: false }).catch(() => undefined)]);
  pause.abort();
  return undefined;
}
