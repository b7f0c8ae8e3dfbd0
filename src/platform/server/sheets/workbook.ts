// Workbooks (.xlsx) row by row. The sheet is unpacked, read and forgotten piece by piece; only the workbook's shared texts stay in memory.
import { StringDecoder } from 'node:string_decoder';
import type { Bytes } from '#platform/server/sheets/bytes.ts';
import { megabytes, tableError, type TableLimits, type TableRow } from '#platform/server/sheets/table.ts';
import { formatOf, isoText, numberText, unescapeText, type CellFormat } from '#platform/server/sheets/workbook-cell.ts';
import { attribute, scanXml, xmlScanner, type XmlHandler } from '#platform/server/sheets/xml.ts';
import { readEntry, readZipDirectory, type ZipEntry } from '#platform/server/sheets/zip.ts';

interface SheetPart {
  name: string;
  entry: ZipEntry;
}

export interface Workbook {
  /** Visible sheets in their order. */
  sheets: string[];
  /** Rows of a sheet that are not blank. @throws Refused */
  rows(sheet: string): AsyncGenerator<TableRow>;
}

/** What the cells of every sheet refer to. */
interface Shared {
  texts: string[];
  formats: CellFormat[];
  epoch1904: boolean;
}

const LAST_ROW = 1_048_576;

async function sharedTexts(chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  await scanXml(chunks, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') inText = phonetic === 0;
    },
    close(name) {
      if (name === 'si') texts.push(unescapeText(text));
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 't') inText = false;
    },
    text(piece) {
      if (inText) text += piece;
    },
  });
  return texts;
}

async function cellFormats(chunks: AsyncIterable<Buffer>): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  let inCells = false;
  await scanXml(chunks, {
    open(name, attributes) {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, attribute(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) formats.push(formatOf(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

const absolute = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

class Parts {
  readonly #bytes: Bytes;
  readonly #entries: Map<string, ZipEntry>;

  constructor(bytes: Bytes, entries: readonly ZipEntry[]) {
    this.#bytes = bytes;
    this.#entries = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  }

  find(name: string): ZipEntry | undefined {
    return this.#entries.get(name.toLowerCase());
  }

  read(entry: ZipEntry): AsyncGenerator<Buffer> {
    return readEntry(this.#bytes, entry);
  }

  async scan(name: string, open: XmlHandler['open']): Promise<void> {
    const entry = this.find(name);
    if (entry !== undefined) await scanXml(this.read(entry), { open, close: () => undefined });
  }
}

async function sheetParts(
  parts: Parts,
): Promise<{ sheets: SheetPart[]; targets: Map<string, string>; epoch1904: boolean }> {
  const relations = new Map<string, string>();
  const targets = new Map<string, string>();
  await parts.scan('xl/_rels/workbook.xml.rels', (name, attributes) => {
    if (name !== 'Relationship') return;
    const target = absolute(attribute(attributes, 'Target') ?? '');
    relations.set(attribute(attributes, 'Id') ?? '', target);
    targets.set((attribute(attributes, 'Type') ?? '').replace(/^.*\//, ''), target);
  });
  const sheets: SheetPart[] = [];
  let epoch1904 = false;
  await parts.scan('xl/workbook.xml', (name, attributes) => {
    // Some programs write a second, empty workbookPr.
    if (name === 'workbookPr') epoch1904 ||= /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '');
    if (name !== 'sheet' || (attribute(attributes, 'state') ?? 'visible') !== 'visible') return;
    // r:id, which is not sheetId.
    const relation = /(?:^|\s)[\w.-]+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '';
    const target = relations.get(relation);
    const entry = target === undefined ? undefined : parts.find(target);
    if (entry !== undefined) sheets.push({ name: attribute(attributes, 'name') ?? '', entry });
  });
  return { sheets, targets, epoch1904 };
}

/** Column of a cell address, from 0: A is 0, AA is 26. */
function columnOf(address: string): number {
  let column = 0;
  for (let index = 0; index < address.length; index += 1) {
    const code = address.charCodeAt(index);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function cellText(type: string, style: number, value: string, shared: Shared): string {
  switch (type) {
    case 's':
      return shared.texts[Number(value)] ?? '';
    case 'str':
    case 'inlineStr':
      return unescapeText(value);
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return isoText(value);
    case 'e':
      return '';
    default:
      return numberText(value, shared.formats[style] ?? { kind: 'plain' }, shared.epoch1904);
  }
}

/** Collects rows as the sheet's elements come by. */
function rowCollector(shared: Shared, limits: TableLimits, rows: TableRow[]): XmlHandler {
  let line = 0;
  let column = -1;
  let cells: string[] = [];
  let cell = { type: 'n', style: 0, value: '' };
  let taking = false;
  let phonetic = false;

  function closeCell(): void {
    const text = cell.value === '' ? '' : cellText(cell.type, cell.style, cell.value, shared).replaceAll('\0', '');
    if (text === '') return;
    if (column >= limits.maxColumns) throw tableError('tooManyColumns', { limit: limits.maxColumns, line });
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }

  return {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attribute(attributes, 'r') ?? line + 1);
        if (!Number.isInteger(line) || line < 1 || line > LAST_ROW) throw tableError('damaged');
        cells = [];
        column = -1;
      } else if (name === 'c') {
        const address = attribute(attributes, 'r');
        column = address === undefined ? column + 1 : columnOf(address);
        if (column < 0) throw tableError('damaged');
        cell = { type: attribute(attributes, 't') ?? 'n', style: Number(attribute(attributes, 's') ?? 0), value: '' };
      } else if (name === 'rPh') phonetic = true;
      else if (name === 'v' || (name === 't' && cell.type === 'inlineStr')) taking = !phonetic;
    },
    close(name) {
      if (name === 'c') closeCell();
      else if (name === 'v' || name === 't') taking = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'row' && cells.some((text) => text.trim() !== '')) rows.push({ line, cells });
    },
    text(piece) {
      if (taking) cell.value += piece;
    },
  };
}

async function* sheetRows(
  chunks: AsyncIterable<Buffer>,
  shared: Shared,
  limits: TableLimits,
): AsyncGenerator<TableRow> {
  const decoder = new StringDecoder('utf8');
  const rows: TableRow[] = [];
  const scanner = xmlScanner(rowCollector(shared, limits, rows));
  for await (const chunk of chunks) {
    scanner.write(decoder.write(chunk));
    yield* rows;
    rows.length = 0;
  }
}

function checkSizes(entries: readonly ZipEntry[], limits: TableLimits): void {
  const parts = entries.filter(({ name }) => /\.(?:xml|rels)$/i.test(name));
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.maxInflatedBytes) throw tableError('zipBomb', { megabytes: megabytes(limits.maxInflatedBytes) });
}

/** What a zip file that is no workbook is. */
function otherArchive(parts: Parts): string {
  if (parts.find('word/document.xml') !== undefined) return 'document';
  if (parts.find('ppt/presentation.xml') !== undefined) return 'presentation';
  if (parts.find('xl/workbook.bin') !== undefined) return 'xlsb';
  return parts.find('content.xml') === undefined ? 'archive' : 'openDocument';
}

/** @throws Refused: no workbook, damaged, or larger than the limits once unpacked (checked before anything is). */
export async function openWorkbook(bytes: Bytes, limits: TableLimits): Promise<Workbook> {
  const entries = await readZipDirectory(bytes);
  checkSizes(entries, limits);
  const parts = new Parts(bytes, entries);
  if (parts.find('xl/workbook.xml') === undefined) throw tableError('notATable', { found: otherArchive(parts) });
  const { sheets, targets, epoch1904 } = await sheetParts(parts);
  const texts = parts.find(targets.get('sharedStrings') ?? 'xl/sharedStrings.xml');
  if (texts !== undefined && texts.size > limits.maxSharedStringBytes)
    throw tableError('tooLarge', { megabytes: megabytes(limits.maxSharedStringBytes) });
  const styles = parts.find(targets.get('styles') ?? 'xl/styles.xml');
  const shared: Shared = {
    texts: texts === undefined ? [] : await sharedTexts(parts.read(texts)),
    formats: styles === undefined ? [] : await cellFormats(parts.read(styles)),
    epoch1904,
  };
  return {
    sheets: sheets.map(({ name }) => name),
    rows(sheet) {
      const part = sheets.find(({ name }) => name === sheet);
      if (part === undefined) throw tableError('unknownSheet', { sheet });
      return sheetRows(parts.read(part.entry), shared, limits);
    },
  };
}
