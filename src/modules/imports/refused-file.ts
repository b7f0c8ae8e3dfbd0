import type { ReadContext } from '#platform/server/command/command.ts';
import { translate } from '#platform/server/messages.ts';
import type { OutRow } from '#platform/server/sheets/write-table.ts';
import type { findImport } from './queries.ts';
import { readRows, type ToldRow } from './rows.ts';

type Found = Exclude<Awaited<ReturnType<typeof findImport>>, { refused: true }>;

/** Refused and doubtful rows as they stood in the file, behind their line, verdict and reasons; the header first. */
export async function* refusedRows(ctx: ReadContext, found: Found): AsyncGenerator<OutRow> {
  const { language } = ctx.actor;
  const word = (key: string): string => translate(language, `imports:file.${key}`);
  yield [word('line'), word('verdict'), word('reasons'), ...found.record.headers];
  let after = 0;
  for (;;) {
    const rows = await readRows(ctx, found, ['refused', 'doubtful'], after, 500);
    for (const row of rows)
      yield [row.line, translate(language, `imports:verdict.${row.verdict}`), reasonsOf(row), ...(row.cells ?? [])];
    const last = rows.at(-1);
    if (last === undefined || rows.length < 500) return;
    after = last.place;
  }
}

function reasonsOf(row: ToldRow): string {
  const reasons = row.reasons.map(({ label, message }) => (label === null ? message : `${label}: ${message}`));
  const candidates = row.candidates.map(({ name, unit }) => (name === null ? unit : `${name} (${unit})`));
  return [...reasons, ...candidates].join('; ');
}

/** 名單.csv → 名單-refused.csv */
export const refusedName = (fileName: string, format: 'csv' | 'xlsx'): string =>
  `${fileName.replace(/\.[A-Za-z]{3,4}$/, '').slice(0, 120) || 'import'}-refused.${format}`;
