import { z } from 'zod';
import { instantAt } from '#platform/server/clock.ts';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { translate } from '#platform/server/messages.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#platform/shared/result.ts';
import type { Importable, ImportOptions } from '../importable.ts';
import { findImport, type ImportRecord, isAlive, type Kinds } from '../queries.ts';
import { isWorking, type Mapping, missingFields, noCounts, type PassKind, stateDuring } from '../rules.ts';

export const leaseMillis = 60_000;

export interface StartedPass {
  importId: string;
  fileName: string;
  kind: PassKind;
  pass: number;
  /** Whoever holds it works at the import; nobody else does. */
  token: string;
  /** Rows that an interrupted run has decided already. */
  startAfter: number;
  mapping: Mapping;
  options: ImportOptions;
}

/** Begins a rehearsal or a run, or takes an interrupted run up where it stood. */
export const startPass = (kinds: Kinds) =>
  command({
    name: 'imports.start-pass',
    version: 1,
    conflict: 'refuse',
    input: z.strictObject({ id: z.uuid(), kind: z.enum(['rehearsal', 'run']) }),
    async run(ctx, { id, kind }) {
      const found = await findImport(ctx, kinds, id, true);
      if (isRefusal(found)) return found;
      const { record, importable } = found;
      const refusal = (await whyNot(ctx, record, importable)) ?? (await importable.check(ctx, record.options));
      if (isRefusal(refusal)) return refusal;
      const resumed = kind === 'run' && record.state === 'running';
      const pass = resumed ? record.pass : record.pass + 1;
      const token = ctx.newId();
      if (!resumed) await dropRows(ctx, id, pass);
      await ctx.db
        .updateTable('import_file')
        .set((set) => ({
          state: stateDuring[kind],
          pass,
          token,
          lease_until: instantAt(ctx.clock.now() + leaseMillis),
          ...(resumed ? {} : { done: 0, ...noCounts(), started_at: ctx.now }),
          problem: null,
          ended_at: null,
          version: set('version', '+', 1),
        }))
        .where('company_id', '=', ctx.actor.companyId)
        .where('id', '=', id)
        .execute();
      const started: StartedPass = {
        importId: id,
        fileName: record.file_name,
        kind,
        pass,
        token,
        startAfter: resumed ? record.done : 0,
        mapping: record.mapping,
        options: record.options,
      };
      return started;
    },
  });

async function whyNot(ctx: WriteContext, record: ImportRecord, importable: Importable): Promise<Refusal | undefined> {
  if (isAlive(ctx, record)) return refuse('conflict', 'imports.busy');
  const missing = missingFields(importable.fields, record.mapping);
  if (missing.length > 0) {
    const labels = importable.fields.filter(({ key }) => missing.includes(key)).map(({ labels }) => labels);
    const fields = missing.map((key) => ({ field: `mapping.${key}`, code: 'imports.reason.missing' }));
    const names = labels
      .map((label) => label[ctx.actor.language])
      .join(translate(ctx.actor.language, 'imports:mapping.between'));
    return refuse('invalid', 'imports.missingFields', { params: { names }, fields });
  }
  const others = await ctx.db
    .selectFrom('import_file')
    .select(['state', 'lease_until'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', ctx.actor.personId)
    .where('id', '<>', record.id)
    .where('state', 'in', ['rehearsing', 'running'])
    .execute();
  return others.some((other) => isAlive(ctx, other as never)) ? refuse('conflict', 'imports.anotherRuns') : undefined;
}

async function dropRows(ctx: WriteContext, importId: string, pass: number): Promise<void> {
  await ctx.db
    .deleteFrom('import_row')
    .where('company_id', '=', ctx.actor.companyId)
    .where('import_id', '=', importId)
    .where('pass', '<', pass)
    .execute();
}

/** Stops the work: the next batch finds its token gone. What a run has written stays; a rehearsal leaves nothing behind. */
export const cancelPass = (kinds: Kinds) =>
  command({
    name: 'imports.cancel-pass',
    version: 1,
    conflict: 'last',
    input: z.strictObject({ id: z.uuid() }),
    async run(ctx, { id }) {
      const found = await findImport(ctx, kinds, id, true);
      if (isRefusal(found)) return found;
      const before = found.record.state;
      if (!isWorking(before)) return refuse('conflict', 'imports.notWorking');
      const after = before === 'running' ? 'cancelled' : 'uploaded';
      await ctx.db
        .updateTable('import_file')
        .set((set) => ({
          state: after,
          ...(after === 'uploaded' ? { done: 0, ...noCounts() } : {}),
          token: null,
          lease_until: null,
          ended_at: ctx.now,
          version: set('version', '+', 1),
        }))
        .where('company_id', '=', ctx.actor.companyId)
        .where('id', '=', id)
        .execute();
      ctx.audit({
        subject: { kind: 'import', id },
        changes: { state: { from: before, to: after } },
      });
      return { id };
    },
  });

export interface EndedPass {
  importId: string;
  token: string;
  state: 'rehearsed' | 'done' | 'broken';
  /** Rows of the file; undefined when it broke off before its end. */
  total: number | undefined;
  problem?: { code: string; params?: Record<string, string | number> };
}

/** The pass is over, well or not. */
export const endPass = command({
  name: 'imports.end-pass',
  version: 1,
  conflict: 'last',
  input: z.custom<EndedPass>(),
  async run(ctx, { importId, token, state, total, problem }) {
    const ended = await ctx.db
      .updateTable('import_file')
      .set((set) => ({
        state,
        token: null,
        lease_until: null,
        ended_at: ctx.now,
        problem: problem === undefined ? null : JSON.stringify(problem),
        ...(total === undefined ? {} : { total }),
        version: set('version', '+', 1),
      }))
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', importId)
      .where('token', '=', token)
      .returning(['created', 'changed', 'unchanged', 'refused', 'doubtful'])
      .executeTakeFirst();
    if (ended === undefined) return notFound('imports.takenOver');
    if (state === 'done')
      ctx.audit({ subject: { kind: 'import', id: importId }, changes: { result: { from: null, to: ended } } });
    ctx.emit({
      kind: 'imports.ended',
      subject: { kind: 'import', id: importId },
      personId: ctx.actor.personId,
      payload: { state },
    });
    return ended;
  },
});
