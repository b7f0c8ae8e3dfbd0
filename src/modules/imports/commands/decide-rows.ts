import { z } from 'zod';
import { instantAt } from '#platform/server/clock.ts';
import { command } from '#platform/server/command/command.ts';
import { refuse } from '#platform/shared/result.ts';
import type { Importable, RowPlan } from '../importable.ts';
import type { ReadRow } from '../read-row.ts';
import { type DecidedRow, keepRows } from '../rows.ts';
import { type Counts, noCounts } from '../rules.ts';
import { leaseMillis, type StartedPass } from './start-pass.ts';

export interface Batch {
  started: StartedPass;
  importable: Importable;
  /** In the order of the file. */
  rows: readonly ReadRow[];
}

/**
 * A batch of rows in one transaction: the verdicts, in a run also what they say is written with audit, timeline and search, and how far
 * the import is. So an interruption anywhere leaves whole batches, and taking up again repeats none.
 */
export const decideRows = command({
  name: 'imports.decide-rows',
  version: 1,
  conflict: 'refuse',
  input: z.custom<Batch>(),
  async run(ctx, { started, importable, rows }) {
    const { importId, token, pass, kind, options } = started;
    const record = await ctx.db
      .selectFrom('import_file')
      .select('done')
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', importId)
      .where('token', '=', token)
      .forUpdate()
      .executeTakeFirst();
    if (record === undefined) return refuse('conflict', 'imports.takenOver');
    const good = rows.filter(({ reasons }) => reasons.length === 0);
    const planned = await importable.plan(
      ctx,
      good.map(({ row }) => row),
      options,
    );
    const plans = new Map(good.map((read, index) => [read, planned[index]]));
    const decided = rows.map((read): DecidedRow => {
      const plan = plans.get(read) ?? refusedPlan(read);
      return { read, plan, label: importable.label(read.row) };
    });
    if (kind === 'run') {
      const toWrite = decided.filter(({ plan }) => plan.verdict === 'created' || plan.verdict === 'changed');
      const writes = toWrite.map(({ read, plan }) => ({ row: read.row, plan }));
      if (writes.length > 0) await importable.apply(ctx, writes, started);
    }
    await keepRows(ctx, importId, pass, decided);
    const counts = countOf(decided);
    await ctx.db
      .updateTable('import_file')
      .set((set) => ({
        done: set('done', '+', rows.length),
        created: set('created', '+', counts.created),
        changed: set('changed', '+', counts.changed),
        unchanged: set('unchanged', '+', counts.unchanged),
        refused: set('refused', '+', counts.refused),
        doubtful: set('doubtful', '+', counts.doubtful),
        lease_until: instantAt(ctx.clock.now() + leaseMillis),
      }))
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', importId)
      .execute();
    return counts;
  },
});

const refusedPlan = ({ reasons }: ReadRow): RowPlan => ({
  verdict: 'refused',
  subjectId: null,
  reasons,
  notes: [],
  candidates: [],
});

function countOf(decided: readonly DecidedRow[]): Counts {
  const counts = noCounts();
  for (const { plan } of decided) counts[plan.verdict] += 1;
  return counts;
}
