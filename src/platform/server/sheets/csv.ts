// CSV as a stream: bytes → text → records, never more than a chunk and a record in memory.
import { pipeline, type Readable } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import iconv from 'iconv-lite';
import type { Bytes } from '#platform/server/sheets/bytes.ts';
import { unguard } from '#platform/server/sheets/clean-cell.ts';
import { sniffDelimiter } from '#platform/server/sheets/delimiter.ts';
import { tableError, type TableLimits, type TableRow } from '#platform/server/sheets/table.ts';

export interface CsvShape {
  encoding: string;
  delimiter: string;
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/** The delimiter from the first part of the text. */
export async function delimiterOf(bytes: Bytes, encoding: string): Promise<string> {
  return sniffDelimiter(iconv.decode(await bytes.read(0, 256 * 1024), encoding));
}

function count(cells: readonly string[], piece: string): number {
  let found = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf(piece); at >= 0; at = cell.indexOf(piece, at + 1)) found += 1;
  }
  return found;
}

function parser({ delimiter }: CsvShape, limits: TableLimits): Parser {
  return parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.maxRecordLength,
    info: true,
  });
}

function refusalOf(error: unknown, limits: TableLimits): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error['lines'] === 'number' ? error['lines'] : 0;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tableError('recordTooLong', { line, limit: limits.maxRecordLength });
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return tableError('unclosedQuote', { line });
  return tableError('damaged', { line });
}

function open(bytes: Bytes, shape: CsvShape, limits: TableLimits): Readable {
  const records = parser(shape, limits);
  // Errors reach the reader through the iterator; the callback only keeps them from being thrown a second time.
  const done = (): void => undefined;
  if (shape.encoding === 'utf-8') pipeline(bytes.stream(), records, done);
  else pipeline(bytes.stream(), iconv.decodeStream(shape.encoding), records, done);
  return records;
}

/** Every record that is not blank, with the line it begins on. @throws Refused */
export async function* csvRecords(bytes: Bytes, shape: CsvShape, limits: TableLimits): AsyncGenerator<TableRow> {
  // csv-parse counts a CRLF inside quotes as two lines.
  let countedTwice = 0;
  try {
    for await (const { record: cells, info } of open(bytes, shape, limits) as AsyncIterable<ParsedRecord>) {
      countedTwice += count(cells, '\r\n');
      const line = info.lines - countedTwice - count(cells, '\n');
      if (line === 1 && /^sep=/i.test(cells[0] ?? '')) continue;
      if (cells.length > limits.maxColumns) throw tableError('tooManyColumns', { limit: limits.maxColumns, line });
      const text = cells.map((cell) => unguard(cell.includes('\0') ? cell.replaceAll('\0', '') : cell));
      if (text.some((cell) => cell !== '' && cell.trim() !== '')) yield { line, cells: text };
    }
  } catch (error) {
    throw refusalOf(error, limits);
  }
}
