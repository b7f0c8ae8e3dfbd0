import type { Actor } from '#platform/shared/actor.ts';
import { isRefusal, Refused, type Outcome, type Refusal } from '#platform/shared/result.ts';
import { type CommandDeps, execute } from '#platform/server/command/execute.ts';
import { describeError, type Log } from '#platform/server/log.ts';
import type { Table } from '#platform/server/sheets/table.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import { decideRows } from './commands/decide-rows.ts';
import { endPass, type EndedPass, type StartedPass } from './commands/start-pass.ts';
import type { Importable, Remark } from './importable.ts';
import { type ReadRow, readRow } from './read-row.ts';
import { type Counts, noCounts, stateAfter, verdicts } from './rules.ts';
import { Seen } from './seen.ts';

/** Rows of a transaction: enough to make statements few, little enough to be forgotten quickly. */
const batchSize = 500;

export interface Work {
  deps: CommandDeps;
  actor: Actor;
  requestId: string;
  log: Log;
  importable: Importable;
  table: Table;
  started: StartedPass;
  onProgress?: (counts: Counts) => void;
  /** The table has been read to its end; the pass is still this work's own. */
  onRead?: () => Promise<void>;
}

/**
 * Goes through the table from where the pass stands to its end, batch by batch; the next batch is read while the database writes one.
 * Never more than two batches and the marks of the rows are in memory. Ends the pass, also when the file breaks off or the work fails.
 */
export async function workThrough(work: Work): Promise<Outcome<Counts>> {
  const counts = noCounts();
  try {
    const total = await decideAll(work, counts);
    return (await end(work, { state: stateAfter[work.started.kind] as 'done', total })) ?? counts;
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : undefined;
    if (refusal?.code === 'imports.takenOver') return refusal;
    if (refusal === undefined)
      work.log('error', 'an import failed', { requestId: work.requestId, ...describeError(error) });
    const problem =
      refusal === undefined
        ? { code: 'bug', params: { requestId: work.requestId } }
        : { code: refusal.code, ...(refusal.params === undefined ? {} : { params: refusal.params }) };
    await end(work, { state: 'broken', total: undefined, problem });
    if (refusal !== undefined) return refusal;
    throw error;
  }
}

async function end(work: Work, ended: Omit<EndedPass, 'importId' | 'token'>): Promise<Refusal | undefined> {
  const { importId, token } = work.started;
  const outcome = await execute(work.deps, work.actor, endPass, { ...ended, importId, token }, work);
  return isRefusal(outcome) ? outcome : undefined;
}

async function decideAll(work: Work, counts: Counts): Promise<number> {
  const stamp = stamper(work.importable);
  const place = { region: regionOf(work.actor.region), currency: work.actor.currency };
  const { mapping, startAfter } = work.started;
  let number = 0;
  let batch: ReadRow[] = [];
  let writing: Promise<void> = Promise.resolve();
  const send = async (): Promise<void> => {
    await writing;
    const rows = batch;
    batch = [];
    writing = decide(work, rows, counts);
    // It is awaited before the next batch; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
  };
  for await (const raw of work.table.rows()) {
    number += 1;
    const read = readRow(work.importable.fields, mapping, raw, number, place);
    stamp(read);
    if (number <= startAfter) continue;
    batch.push(read);
    if (batch.length === batchSize) await send();
  }
  if (batch.length > 0) await send();
  await writing;
  await work.onRead?.();
  return number;
}

/** Marks repetitions within the file: the later row is refused, or told which line it resembles. */
function stamper(importable: Importable): (read: ReadRow) => void {
  const seen = new Seen();
  return (read) => {
    if (read.reasons.length > 0) return;
    const { same, alike } = importable.marks(read.row);
    const earlier = firstLine(seen, 'same', same.ask);
    if (earlier !== undefined) {
      read.reasons.push({ code: 'imports.reason.sameAsLine', params: { line: earlier } });
      return;
    }
    const resembles = firstLine(seen, 'alike', alike.ask);
    if (resembles !== undefined) read.row.alikeLine = resembles;
    for (const mark of same.keep) seen.keep(`same ${mark}`, read.row.line);
    for (const mark of alike.keep) seen.keep(`alike ${mark}`, read.row.line);
  };
}

function firstLine(seen: Seen, kind: string, marks: readonly string[]): number | undefined {
  for (const mark of marks) {
    const line = seen.find(`${kind} ${mark}`);
    if (line !== undefined) return line;
  }
  return undefined;
}

/**
 * Decides a batch; one that is refused as a whole (somebody wrote the same tax number at this moment) is tried again in halves, down to
 * the row that stands in the way, which is refused alone.
 */
async function decide(work: Work, rows: readonly ReadRow[], counts: Counts): Promise<void> {
  const { importable, started } = work;
  const outcome = await execute(work.deps, work.actor, decideRows, { started, importable, rows }, work);
  if (!isRefusal(outcome)) {
    for (const verdict of verdicts) counts[verdict] += outcome[verdict];
    work.onProgress?.(counts);
    return;
  }
  const [first] = rows;
  if (outcome.code === 'imports.takenOver' || first === undefined) throw new Refused(outcome);
  if (rows.length === 1) {
    if (first.reasons.length > 0) throw new Refused(outcome);
    const reason: Remark = { code: outcome.code, ...(outcome.params === undefined ? {} : { params: outcome.params }) };
    await decide(work, [{ ...first, reasons: [reason] }], counts);
    return;
  }
  const middle = Math.ceil(rows.length / 2);
  await decide(work, rows.slice(0, middle), counts);
  await decide(work, rows.slice(middle), counts);
}
