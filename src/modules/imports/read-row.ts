import type { Phone } from '#platform/shared/region/phone.ts';
import type { TableRow } from '#platform/server/sheets/table.ts';
import type { ImportField, ImportRow, Remark } from './importable.ts';
import { type Place, readCell } from './read-cell.ts';
import type { Mapping } from './rules.ts';

export interface ReadRow {
  row: ImportRow;
  /** Why it cannot be taken as it stands. */
  reasons: Remark[];
  notes: Remark[];
  cells: readonly string[];
}

/** A row of the file through its mapping: every cell as its field wants it, with word of what was mended and what cannot be read. */
export function readRow(
  fields: readonly ImportField[],
  mapping: Mapping,
  raw: TableRow,
  number: number,
  place: Place,
): ReadRow {
  const texts: Record<string, string> = {};
  const numbers: Record<string, number> = {};
  const phones: Record<string, Phone[]> = {};
  const reasons: Remark[] = [];
  const notes: Remark[] = [];
  for (const field of fields) {
    const mapped = mapping[field.key];
    if (mapped === undefined) continue;
    const reading = readCell(field, raw.cells[mapped.column] ?? '', place);
    if (reading === undefined) {
      if (field.required === true) reasons.push({ field: field.key, code: 'imports.reason.missing' });
      continue;
    }
    notes.push(...reading.notes);
    if (reading.wrong !== undefined) tell(field, reading.wrong, reasons, notes);
    if (reading.text !== undefined) texts[field.key] = reading.text;
    if (reading.number !== undefined) numbers[field.key] = reading.number;
    if (reading.phones !== undefined) phones[field.key] = reading.phones;
  }
  return { row: { place: number, line: raw.line, texts, numbers, phones }, reasons, notes, cells: raw.cells };
}

function tell(field: ImportField, remark: Remark, reasons: Remark[], notes: Remark[]): void {
  if (field.strict === true || field.required === true) reasons.push(remark);
  else notes.push({ ...remark, code: remark.code.replace('imports.reason.', 'imports.note.leftOut.') });
}
