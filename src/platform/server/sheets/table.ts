// What reading a table gives, and the plain words for what cannot be read. A refusal is a value (code 'sheets.…', sentence in the errors
// messages); one met while the rows stream is thrown as Refused, since the reader has long returned.
import { Refused, refuse, type Refusal } from '#platform/shared/result.ts';

export interface TableRow {
  /** Line of the file or row of the sheet where the record begins, from 1: what a person finds with an editor. */
  line: number;
  cells: string[];
}

export interface Table {
  kind: 'csv' | 'xlsx';
  /** IANA name in lower case; null for a workbook. */
  encoding: string | null;
  /** The encoding was guessed and the text looks odd: ask the person to look. */
  encodingDoubtful: boolean;
  delimiter: string | null;
  /** Visible sheets of a workbook; empty for CSV. */
  sheets: string[];
  sheet: string | null;
  headers: string[];
  /** Line of the header, from 1. */
  headerRow: number;
  /** The first rows below the header. */
  sample: string[][];
  /** Rows below the header, blank ones left out. Each call reads the source anew. @throws Refused when the file breaks off midway. */
  rows(): AsyncIterable<TableRow>;
}

export type TableSource = { path: string } | { bytes: Uint8Array };

export interface TableLimits {
  maxBytes: number;
  maxColumns: number;
  /** Longest record of a CSV file, in characters. */
  maxRecordLength: number;
  /** All parts of a workbook, unpacked. */
  maxInflatedBytes: number;
  /** The texts of a workbook, which are held in memory while it is read. */
  maxSharedStringBytes: number;
}

export const defaultLimits: TableLimits = {
  maxBytes: 200 * 2 ** 20,
  maxColumns: 1000,
  maxRecordLength: 2 ** 20,
  maxInflatedBytes: 2 ** 30,
  maxSharedStringBytes: 100 * 2 ** 20,
};

export interface ReadTableOptions {
  /** Overrides the guess; one of `readableEncodings`. */
  encoding?: string;
  delimiter?: string;
  /** Name of a sheet; the first visible one with content without it. */
  sheet?: string;
  /** Line of the header, from 1, when the guess is wrong. */
  headerRow?: number;
  limits?: Partial<TableLimits>;
}

/** For the sentences people read. */
export const megabytes = (bytes: number): number => Math.floor(bytes / 2 ** 20);

/** Rows looked at for delimiter, header and sample. */
export const PREVIEW_ROWS = 60;

export type SheetsRefusalCode =
  /** No such file, or no right to read it. */
  | 'unreadable'
  | 'empty'
  /** `found` says what it is instead: pdf, image, zip, html … */
  | 'notATable'
  | 'tooLarge'
  | 'tooManyColumns'
  | 'recordTooLong'
  | 'unclosedQuote'
  | 'encrypted'
  /** A workbook of Excel 97–2003 (.xls): to be saved as .xlsx or CSV. */
  | 'oldWorkbook'
  | 'zipBomb'
  | 'damaged'
  | 'unknownEncoding'
  | 'unknownSheet'
  | 'unknownHeaderRow';

export function refuseTable(code: SheetsRefusalCode, params: Record<string, string | number> = {}): Refusal {
  return refuse(code === 'tooLarge' || code === 'zipBomb' ? 'tooLarge' : 'invalid', `sheets.${code}`, { params });
}

export function tableError(code: SheetsRefusalCode, params: Record<string, string | number> = {}): Refused {
  return new Refused(refuseTable(code, params));
}
