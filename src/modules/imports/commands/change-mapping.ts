import { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import type { Table } from '#platform/server/sheets/table.ts';
import { isRefusal, type Outcome, refuse } from '#platform/shared/result.ts';
import { changeMapping as endpoint } from '../contract.ts';
import type { Importable } from '../importable.ts';
import { findImport, type ImportRecord, isAlive, type Kinds } from '../queries.ts';
import type { Mapping } from '../rules.ts';
import { readingOf } from './take-file.ts';

interface Found {
  record: ImportRecord;
  importable: Importable;
}

/** One's own import that nobody works at now. */
async function lockIdle(ctx: WriteContext, kinds: Kinds, id: string): Promise<Outcome<Found>> {
  const found = await findImport(ctx, kinds, id, true);
  if (isRefusal(found)) return found;
  return isAlive(ctx, found.record) ? refuse('conflict', 'imports.busy') : found;
}

/** What was decided under the mapping of before says nothing any more. */
const asNew = { state: 'uploaded', problem: null } as const;

/** The columns chosen by a person, and the options; whoever else the import may not give rows to is refused. */
export const changeMapping = (kinds: Kinds) =>
  command({
    name: 'imports.change-mapping',
    version: 1,
    conflict: 'last',
    input: z.strictObject({ id: z.uuid(), ...endpoint.body.shape }),
    async run(ctx, { id, mapping, options }) {
      const found = await lockIdle(ctx, kinds, id);
      if (isRefusal(found)) return found;
      const { record, importable } = found;
      const chosen = mapping === undefined ? record.mapping : chosenMapping(record, importable, mapping);
      if (isRefusal(chosen)) return chosen;
      const wanted = { ...record.options, ...definedOf(options ?? {}) };
      const allowed = await importable.check(ctx, wanted);
      if (isRefusal(allowed)) return allowed;
      await ctx.db
        .updateTable('import_file')
        .set((set) => ({
          mapping: JSON.stringify(chosen),
          options: JSON.stringify(wanted),
          ...asNew,
          version: set('version', '+', 1),
        }))
        .where('company_id', '=', ctx.actor.companyId)
        .where('id', '=', id)
        .execute();
      return { id };
    },
  });

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const definedOf = <T extends object>(values: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>;

function chosenMapping(
  record: ImportRecord,
  importable: Importable,
  mapping: Readonly<Record<string, number>>,
): Outcome<Mapping> {
  const fields = Object.entries(mapping).flatMap(([field, column]) => {
    if (!importable.fields.some(({ key }) => key === field))
      return [{ field: `mapping.${field}`, code: 'imports.unknownField' }];
    if (column >= record.headers.length) return [{ field: `mapping.${field}`, code: 'imports.unknownColumn' }];
    return [];
  });
  if (fields.length > 0) return refuse('invalid', 'fields', { fields });
  return Object.fromEntries(
    Object.entries(mapping).map(([field, column]) => {
      const known = record.mapping[field];
      return [field, known?.column === column ? known : { column, confidence: 1 }];
    }),
  );
}

export interface NewReading {
  id: string;
  table: Table;
  mapping: Mapping;
}

/** The file read another way, with the mapping proposed anew for its headers. */
export const changeReading = (kinds: Kinds) =>
  command({
    name: 'imports.change-reading',
    version: 1,
    conflict: 'last',
    input: z.custom<NewReading>(),
    async run(ctx, { id, table, mapping }) {
      const found = await lockIdle(ctx, kinds, id);
      if (isRefusal(found)) return found;
      await ctx.db
        .updateTable('import_file')
        .set((set) => ({
          ...readingOf(table),
          mapping: JSON.stringify(mapping),
          total: null,
          ...asNew,
          version: set('version', '+', 1),
        }))
        .where('company_id', '=', ctx.actor.companyId)
        .where('id', '=', id)
        .execute();
      return { id };
    },
  });
