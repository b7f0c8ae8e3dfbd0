// The one door for tables people bring: CSV in the encodings of Taiwan, the mainland and Hong Kong, and workbooks (O16, S29).
import { Refused, type Outcome } from '#platform/shared/result.ts';
import { openBytes, type Bytes } from '#platform/server/sheets/bytes.ts';
import { csvRecords, delimiterOf } from '#platform/server/sheets/csv.ts';
import { detectEncoding, knownEncoding, type EncodingGuess } from '#platform/server/sheets/encoding.ts';
import { fileKind } from '#platform/server/sheets/file-kind.ts';
import { findHeaderRow } from '#platform/server/sheets/header-row.ts';
import {
  defaultLimits,
  megabytes,
  PREVIEW_ROWS,
  tableError,
  type ReadTableOptions,
  type Table,
  type TableLimits,
  type TableRow,
  type TableSource,
} from '#platform/server/sheets/table.ts';
import { openWorkbook } from '#platform/server/sheets/workbook.ts';

async function firstRows(rows: AsyncIterable<TableRow>, count: number): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length >= count) break;
  }
  return first;
}

/** Headers, sample and rows below, from a way to read all rows. */
async function shape(
  all: () => AsyncIterable<TableRow>,
  headerRow: number | undefined,
): Promise<Pick<Table, 'headers' | 'headerRow' | 'sample' | 'rows'>> {
  const first = await firstRows(all(), PREVIEW_ROWS);
  if (first.length === 0) throw tableError('empty');
  const index = headerRow === undefined ? findHeaderRow(first) : first.findIndex(({ line }) => line === headerRow);
  const header = first[index];
  if (header === undefined) throw tableError('unknownHeaderRow', { line: headerRow ?? 0 });
  return {
    headers: header.cells.map((cell) => cell.trim()),
    headerRow: header.line,
    sample: first.slice(index + 1, index + 21).map(({ cells }) => cells),
    async *rows() {
      let seen = 0;
      for await (const row of all()) {
        // Counted, not compared by line: two records may share none.
        if (seen > index) yield row;
        seen += 1;
      }
    },
  };
}

async function encodingOf(bytes: Bytes, chosen: string | undefined): Promise<EncodingGuess> {
  if (chosen === undefined) return detectEncoding(bytes);
  const encoding = knownEncoding(chosen);
  if (encoding === undefined) throw tableError('unknownEncoding', { encoding: chosen });
  return { encoding, doubtful: false };
}

async function readCsv(bytes: Bytes, options: ReadTableOptions, limits: TableLimits): Promise<Table> {
  const { encoding, doubtful } = await encodingOf(bytes, options.encoding);
  if (encoding === null) throw tableError('notATable', { found: 'binary' });
  const delimiter = options.delimiter ?? (await delimiterOf(bytes, encoding));
  const shaped = await shape(() => csvRecords(bytes, { encoding, delimiter }, limits), options.headerRow);
  return { kind: 'csv', encoding, encodingDoubtful: doubtful, delimiter, sheets: [], sheet: null, ...shaped };
}

async function readWorkbook(bytes: Bytes, options: ReadTableOptions, limits: TableLimits): Promise<Table> {
  const workbook = await openWorkbook(bytes, limits);
  let sheet = options.sheet;
  for (const name of sheet === undefined ? workbook.sheets : []) {
    if ((await firstRows(workbook.rows(name), 1)).length === 0) continue;
    sheet = name;
    break;
  }
  if (sheet === undefined) throw tableError('empty');
  const chosen = sheet;
  const shaped = await shape(() => workbook.rows(chosen), options.headerRow);
  return {
    kind: 'xlsx',
    encoding: null,
    encodingDoubtful: false,
    delimiter: null,
    sheets: workbook.sheets,
    sheet,
    ...shaped,
  };
}

async function read(source: TableSource, options: ReadTableOptions): Promise<Table> {
  const limits = { ...defaultLimits, ...options.limits };
  const bytes = await openBytes(source);
  if (bytes.size > limits.maxBytes) throw tableError('tooLarge', { megabytes: megabytes(limits.maxBytes) });
  const kind = await fileKind(bytes);
  if (kind === 'empty' || kind === 'oldWorkbook' || kind === 'encrypted') throw tableError(kind);
  if (kind === 'zip') return readWorkbook(bytes, options, limits);
  if (kind === 'text') return readCsv(bytes, options, limits);
  throw tableError('notATable', kind);
}

/** Reads the shape of a table and gives its rows as a stream; what is no table is refused with a code (see `SheetsRefusalCode`). */
export async function readTable(source: TableSource, options: ReadTableOptions = {}): Promise<Outcome<Table>> {
  try {
    return await read(source, options);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
