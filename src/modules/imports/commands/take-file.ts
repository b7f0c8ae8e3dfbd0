import { z } from 'zod';
import { rm } from 'node:fs/promises';
import { instantAt } from '#platform/server/clock.ts';
import { command } from '#platform/server/command/command.ts';
import type { Table } from '#platform/server/sheets/table.ts';
import type { Mapping } from '../rules.ts';
import { keptDays } from '../rules.ts';
import { dropOldFiles, keepFile, localPath } from '../store.ts';

export interface BroughtFile {
  id: string;
  kind: string;
  fileName: string;
  bytes: number;
  table: Table;
  mapping: Mapping;
  options: { doubtful: 'skip' | 'create'; ownerId: string | null; unitId: string | null };
  /** Where it lies on this machine, to be kept in the database; absent when it is read from where the operator has it. */
  keep?: { path: string; folder: string };
}

const dayMillis = 86_400_000;

/** Takes a readable table in: how it is read, the proposed mapping, and the file itself for any node. Old files are taken away. */
export const takeFile = command({
  name: 'imports.take-file',
  version: 1,
  conflict: 'refuse',
  input: z.custom<BroughtFile>(),
  async run(ctx, { id, kind, fileName, bytes, table, mapping, options, keep }) {
    await ctx.db
      .insertInto('import_file')
      .values({
        company_id: ctx.actor.companyId,
        id,
        kind,
        person_id: ctx.actor.personId,
        file_name: fileName,
        bytes,
        ...readingOf(table),
        mapping: JSON.stringify(mapping),
        options: JSON.stringify(options),
        state: 'uploaded',
        created_at: ctx.now,
      })
      .execute();
    if (keep !== undefined) await keepFile(ctx, id, keep.path);
    const gone = await dropOldFiles(ctx, instantAt(ctx.clock.now() - keptDays * dayMillis));
    ctx.afterCommit(async () => {
      if (keep !== undefined) for (const old of gone) await rm(localPath(keep.folder, old), { force: true });
    });
    ctx.audit({ subject: { kind: 'import', id }, changes: { fileName: { from: null, to: fileName } } });
    return { id };
  },
});

const shortest = (cell: string): string => (cell.length > 200 ? `${cell.slice(0, 200)}…` : cell);

/** How a table is read, as the columns of `import_file`. NUL cannot be stored; headers may hold anything else. */
export function readingOf(table: Table) {
  const clean = (text: string): string => shortest(text.replaceAll('\0', '').toWellFormed());
  return {
    table_kind: table.kind,
    encoding: table.encoding,
    encoding_doubtful: table.encodingDoubtful,
    delimiter: table.delimiter,
    sheets: table.sheets.map(clean),
    sheet: table.sheet,
    header_row: table.headerRow,
    headers: table.headers.map(clean),
    sample: JSON.stringify(table.sample.slice(0, 10).map((row) => row.slice(0, table.headers.length).map(clean))),
  };
}
