// Tables going out: refused rows with their reasons, exports. A cell that a spreadsheet would run as a formula is made harmless; what
// people see stays what it was, and readTable takes the guard off again.
import writeXlsxFile, { type CellObject } from 'write-excel-file/node';

export type OutCell = string | number | null;
export type OutRow = readonly OutCell[];

const RUNS = /^[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** CSV has no types, so text that would run gets an apostrophe in front, which spreadsheets take as 'this is text'. */
export function guardFormula(text: string): string {
  // The guard itself is guarded, so that an apostrophe someone typed before = comes back as typed.
  const run = RUNS.test(text) || /^'+[=+\-@\t\r＝＋－＠]/.test(text);
  return run && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function csvCell(cell: OutCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = guardFormula(cell);
  return /[",;\t|\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface WriteCsvOptions {
  /** With a byte order mark Excel reads it as UTF-8; on by default. */
  bom?: boolean;
}

/** CSV (RFC 4180, UTF-8, CRLF) piece by piece; for a response: `Readable.from(writeCsv(rows))`. */
export async function* writeCsv(
  rows: Iterable<OutRow> | AsyncIterable<OutRow>,
  { bom = true }: WriteCsvOptions = {},
): AsyncGenerator<string> {
  let piece = bom ? '\uFEFF' : '';
  for await (const row of rows) {
    const cells = row.map(csvCell);
    // A row of one empty cell would be a blank line, which readers skip.
    piece += `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')}\r\n`;
    if (piece.length < 64 * 1024) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

export interface WriteXlsxOptions {
  sheet?: string;
  /** The first row is a header: bold, and it stays in sight; on by default. */
  header?: boolean;
}

/** A cell holds at most this many characters; a longer text would make the file unreadable. */
const LONGEST_TEXT = 32_767;

function xlsxCell(cell: OutCell, bold: boolean): CellObject | null {
  if (cell === null || cell === '') return null;
  // Stated as text, nothing in it ever runs, and 04140854 keeps its zero.
  const weight = bold ? { fontWeight: 'bold' as const } : {};
  if (typeof cell === 'number') return { type: Number, value: cell, ...weight };
  return { type: String, value: cell.slice(0, LONGEST_TEXT), ...weight };
}

/** Sheet names may not hold these, nor be longer than 31 characters. */
const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet1';

/** A workbook of one sheet, in memory: for what people open, up to some ten thousand rows; larger exports are CSV. */
export async function writeXlsx(
  rows: Iterable<OutRow> | AsyncIterable<OutRow>,
  { sheet = 'Sheet1', header = true }: WriteXlsxOptions = {},
): Promise<Buffer> {
  const data: (CellObject | null)[][] = [];
  for await (const row of rows) data.push(row.map((cell) => xlsxCell(cell, header && data.length === 0)));
  const sticky = header && data.length > 0 ? { stickyRowsCount: 1 } : {};
  return writeXlsxFile(data, { sheet: sheetName(sheet), ...sticky }).toBuffer();
}
