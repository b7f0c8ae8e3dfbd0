// Small zip files and workbooks for tests, with the quirks a test wants.
import { crc32, deflateRawSync } from 'node:zlib';
import { isRefusal } from '#platform/shared/result.ts';
import { readTable } from '#platform/server/sheets/read-table.ts';
import type { ReadTableOptions, Table, TableRow, TableSource } from '#platform/server/sheets/table.ts';

export interface ZipPart {
  name: string;
  data: string | Buffer;
  /** What the directory claims the size to be, when that is a lie. */
  claimedSize?: number;
}

export function makeZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimedSize } of parts) {
    const plain = Buffer.from(data as string);
    const packed = deflateRawSync(plain);
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimedSize ?? plain.length, 18);
    fields.writeUInt16LE(title.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('504b01021400', 'hex'), fields, place, title);
    files.push(Buffer.from('504b0304', 'hex'), fields, title, packed);
    offset += 30 + title.length + packed.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

export interface WorkbookFixture {
  /** Content of sheetData. */
  rows: string;
  sharedStrings?: string;
  /** Content of styleSheet. */
  styles?: string;
  date1904?: boolean;
  /** Sheets before the one with the rows, by state. */
  before?: readonly { name: string; state?: string }[];
}

const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const SHEET = (rows: string): string => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;

export function makeWorkbook({ rows, sharedStrings, styles, date1904 = false, before = [] }: WorkbookFixture): Buffer {
  const sheets = [...before, { name: '客戶' }];
  const listed = sheets.map((sheet, index) => {
    const state = 'state' in sheet && sheet.state !== undefined ? ` state="${sheet.state}"` : '';
    return `<sheet name="${sheet.name}" sheetId="${index + 7}"${state} r:id="rId${index + 1}"/>`;
  });
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIP}/worksheet" Target="worksheets/s${index}.xml"/>`,
  );
  const parts: ZipPart[] = [
    {
      name: 'xl/workbook.xml',
      data: `<workbook><workbookPr date1904="${Number(date1904)}"/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: `<Relationships>${relations.join('')}</Relationships>` },
    ...sheets.map((_, index) => ({
      name: `xl/worksheets/s${index}.xml`,
      data: SHEET(index === before.length ? rows : ''),
    })),
  ];
  if (sharedStrings !== undefined) parts.push({ name: 'xl/sharedStrings.xml', data: `<sst>${sharedStrings}</sst>` });
  if (styles !== undefined) parts.push({ name: 'xl/styles.xml', data: `<styleSheet>${styles}</styleSheet>` });
  return makeZip(parts);
}

/** The table, or a failed test that says the refusal's code. */
export async function tableOf(source: TableSource, options: ReadTableOptions = {}): Promise<Table> {
  const table = await readTable(source, options);
  if (isRefusal(table)) throw new Error(`refused: ${table.code}`);
  return table;
}

export async function rowsOf(source: TableSource, options: ReadTableOptions = {}): Promise<TableRow[]> {
  return Array.fromAsync((await tableOf(source, options)).rows());
}
