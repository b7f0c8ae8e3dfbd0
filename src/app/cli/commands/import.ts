import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '#platform/shared/id.ts';
import { isRefusal, type Outcome, type Refusal } from '#platform/shared/result.ts';
import { fold } from '#platform/shared/text/fold.ts';
import { systemClock } from '#platform/server/clock.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { type CommandDeps, execute } from '#platform/server/command/execute.ts';
import { sentence } from '#platform/server/messages.ts';
import { readTable } from '#platform/server/sheets/read-table.ts';
import type { Table } from '#platform/server/sheets/table.ts';
import { writeCsv } from '#platform/server/sheets/write-table.ts';
import {
  findImport,
  type Importable,
  type ImportOptions,
  plainName,
  proposeMapping,
  refusedRows,
  startPass,
  takeFile,
  workThrough,
} from '#modules/imports/public.ts';
import { type Counts, type Mapping, missingFields, rowsOf } from '#modules/imports/rules.ts';
import { importables } from '../../server/importables.ts';
import { subscribersOf } from '../../server/subscribers.ts';
import { importerOf, placeOf } from '../importer.ts';
import { type CliCommand, options, required, say, tell, UsageError } from '../command.ts';
import { type CliSession, withDatabase } from '../session.ts';
import { companyOf } from './user.ts';

const importOptions = {
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  sheet: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  'header-row': { type: 'string' },
  map: { type: 'string', multiple: true },
  owner: { type: 'string' },
  unit: { type: 'string' },
  doubtful: { type: 'string' },
  refused: { type: 'string' },
  company: { type: 'string' },
  as: { type: 'string' },
} as const;
type Wishes = ReturnType<typeof options<typeof importOptions>>['values'];

const kindNames = importables.map(({ kind }) => kind).join(' | ');

export const importCommand: CliCommand = {
  name: 'import',
  summary: 'Import customers or people from a CSV or XLSX file',
  help: `
usage: npx kejing import ${kindNames} FILE [OPTIONS]

Columns are matched by their names in three languages. Whoever is known already (tax number, customer number, phone or address with the
name) is updated where the file says more, so a second run changes nothing. Refused and doubtful rows are written to a file with reasons.

  --json               the result as JSON on standard output; words go to standard error in any case
  --dry-run            a verdict for every row, nothing is written
  --map FIELD=HEADER   the column of a field, where its name does not tell (several times); FIELD= leaves the field out
  --sheet NAME         sheet of a workbook (default: the first with content)
  --encoding NAME      utf-8, big5, gb18030, utf-16le, utf-16be, windows-1252 (default: found out)
  --delimiter CHAR     of a CSV file (default: found out)
  --header-row LINE    where the column names stand (default: found out)
  --owner NAME         whom new customers are given to, by name or employment number
  --unit NAME          where new customers belong, by name or path such as 台北營業部/城中團隊
  --doubtful skip|create   rows that may be somebody known: left out (default) or written as new
  --refused FILE       where refused and doubtful rows are written (default: ./NAME-refused.csv)
  --company CODE       which company, where several share the installation
  --as USER            who imports (default: the first administrator); the audit names him

${importables.map(({ kind, fields }) => `fields of ${kind}: ${fields.map(({ key }) => key).join(', ')}`).join('\n')}

example: npx kejing import customers 名單.csv --unit 城中團隊 --json
`,
  async run(args) {
    const { values, positionals } = options(args, importOptions);
    const [kind, file, ...others] = positionals;
    const importable = importables.find((one) => one.kind === kind);
    if (importable === undefined) throw new UsageError(`Say what the file holds: ${kindNames}.`);
    if (others.length > 0) throw new UsageError('One file at a time.');
    const source = required(file, 'FILE');
    if (values.doubtful !== undefined && values.doubtful !== 'skip' && values.doubtful !== 'create')
      throw new UsageError('--doubtful is skip or create.');
    const table = await open(source, values);
    if (isRefusal(table)) return nothingRead(table, values);
    return withDatabase((session) => importFile(session, { importable, source, table, values }));
  },
};

async function open(source: string, values: Wishes): Promise<Outcome<Table>> {
  const headerRow = values['header-row'] === undefined ? undefined : Number(values['header-row']);
  if (headerRow !== undefined && !(Number.isInteger(headerRow) && headerRow > 0))
    throw new UsageError('--header-row is the number of a line, from 1.');
  return readTable(
    { path: path.resolve(source) },
    {
      ...(values.sheet === undefined ? {} : { sheet: values.sheet }),
      ...(values.encoding === undefined ? {} : { encoding: values.encoding }),
      ...(values.delimiter === undefined ? {} : { delimiter: values.delimiter }),
      ...(headerRow === undefined ? {} : { headerRow }),
    },
  );
}

/** Nothing was written; the machine that asked is told why as well. */
function nothingRead(refusal: Refusal, values: Wishes): number {
  const message = sentence('en', refusal.code, refusal.params);
  const field = refusal.fields?.[0];
  const detail = field === undefined ? '' : ` ${sentence('en', field.code, field.params)}`;
  say(`${message}${refusal.code === 'fields' ? detail : ''}`);
  if (values.json === true) tell({ rows: 0, problem: { code: refusal.code, message } });
  return 1;
}

interface Job {
  importable: Importable;
  source: string;
  table: Table;
  values: Wishes;
}

async function importFile(session: CliSession, job: Job): Promise<number> {
  const { importable, table, values } = job;
  const { db, pool } = session.database;
  const company = await companyOf(session, values.company);
  const actor = await importerOf(session, company.id, values.as, importable);
  const ctx: ReadContext = { db, actor, clock: systemClock };
  const deps: CommandDeps = {
    db,
    clock: systemClock,
    subscribers: subscribersOf({
      send: async (kind, id) => void (await pool.query('select pg_notify($1, $2)', ['kejing', `${kind} ${id}`])),
    }),
  };
  const mapping = mappingWith(importable, table, await proposeMapping(importable, table.headers), values.map ?? []);
  const missing = missingFields(importable.fields, mapping);
  if (missing.length > 0) {
    say(`The file has no column for: ${missing.join(', ')}. Say which one with --map ${missing[0]}=HEADER.`);
    say(`Its columns: ${table.headers.join(' | ')}`);
    if (values.json === true) tell({ rows: 0, problem: { code: 'imports.missingFields', fields: missing } });
    return 1;
  }
  return runJob({ ctx, deps, job, mapping, options: await placeOf(ctx, values) });
}

interface Running {
  ctx: ReadContext;
  deps: CommandDeps;
  job: Job;
  mapping: Mapping;
  options: ImportOptions;
}

async function runJob({ ctx, deps, job, mapping, options: place }: Running): Promise<number> {
  const { importable, source, table, values } = job;
  const { actor } = ctx;
  const meta = { requestId: 'operator' };
  const id = newId(systemClock.now());
  const { size: bytes } = await stat(source);
  const brought = { id, kind: importable.kind, fileName: plainName(source), bytes, table, mapping, options: place };
  const taken = await execute(deps, actor, takeFile, brought, meta);
  if (isRefusal(taken)) return nothingRead(taken, values);
  const kind = values['dry-run'] === true ? 'rehearsal' : 'run';
  const started = await execute(deps, actor, startPass(importables), { id, kind }, meta);
  if (isRefusal(started)) return nothingRead(started, values);
  const began = systemClock.now();
  const log = (_level: string, message: string): void => say(message);
  const work = { deps, actor, requestId: 'operator', log, importable, table, started, onProgress: progress() };
  const ended = await workThrough(work);
  const found = await findImport(ctx, importables, id);
  if (isRefusal(found)) throw new Error('the import is gone');
  const { created, changed, unchanged, refused, doubtful } = found.record;
  const counts: Counts = { created, changed, unchanged, refused, doubtful };
  const refusedFile = refused + doubtful > 0 ? await writeRefused(ctx, found, job) : null;
  const seconds = Math.round((systemClock.now() - began) / 100) / 10;
  report({ job, counts, mapping, refusedFile, seconds, problem: isRefusal(ended) ? ended : undefined });
  return rowsOf(counts) > 0 ? 0 : 1;
}

/** Says how far it is, about once a second. */
function progress(): (counts: Counts) => void {
  let last = systemClock.now();
  return (counts) => {
    if (systemClock.now() - last < 1_000) return;
    last = systemClock.now();
    say(`${rowsOf(counts)} rows …`);
  };
}

async function writeRefused(
  ctx: ReadContext,
  found: Parameters<typeof refusedRows>[1],
  { source, values }: Job,
): Promise<string> {
  const name = path.basename(source).replace(/\.[A-Za-z]{3,4}$/, '');
  const target = values.refused ?? `${name}-refused.csv`;
  await pipeline(Readable.from(writeCsv(refusedRows(ctx, found))), createWriteStream(target));
  return target;
}

interface Report {
  job: Job;
  counts: Counts;
  mapping: Mapping;
  refusedFile: string | null;
  seconds: number;
  problem: Refusal | undefined;
}

function report({ job, counts, mapping, refusedFile, seconds, problem }: Report): void {
  const { table, values } = job;
  const header = (column: number): string => table.headers[column] ?? '';
  const columns = Object.fromEntries(Object.entries(mapping).map(([field, { column }]) => [field, header(column)]));
  const used = new Set(Object.values(mapping).map(({ column }) => column));
  const unused = table.headers.filter((name, column) => name !== '' && !used.has(column));
  const sum = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`);
  say(
    `${rowsOf(counts)} rows in ${seconds} s: ${sum.join(', ')}${values['dry-run'] === true ? ' (nothing written)' : ''}`,
  );
  if (table.encodingDoubtful) say(`The encoding ${table.encoding} is a guess; say another with --encoding.`);
  if (unused.length > 0) say(`Columns not used: ${unused.join(', ')}`);
  if (refusedFile !== null) say(`Refused and doubtful rows: ${refusedFile}`);
  const told =
    problem === undefined ? null : { code: problem.code, message: sentence('en', problem.code, problem.params) };
  if (told !== null) say(told.message);
  if (values.json !== true) return;
  const { encoding, delimiter, sheet } = table;
  tell({
    rows: rowsOf(counts),
    ...counts,
    encoding,
    mapping: columns,
    ...{ delimiter, sheet, unused, refusedFile, dryRun: values['dry-run'] === true, seconds, problem: told },
  });
}

/** The proposal with what the operator says: `taxNumber=統一編號`; a field without a header is left out. */
function mappingWith(importable: Importable, table: Table, proposed: Mapping, wishes: readonly string[]): Mapping {
  const mapping = { ...proposed };
  for (const wish of wishes) {
    const [, field = '', header = ''] = /^([^=]+)=(.*)$/s.exec(wish) ?? [];
    if (!importable.fields.some(({ key }) => key === field))
      throw new UsageError(
        `--map ${wish}: there is no field "${field}". Fields: ${importable.fields.map(({ key }) => key).join(', ')}`,
      );
    delete mapping[field];
    if (header === '') continue;
    const column = table.headers.findIndex((name) => name === header || fold(name) === fold(header));
    if (column < 0)
      throw new UsageError(`--map ${wish}: the file has no column "${header}". Columns: ${table.headers.join(' | ')}`);
    mapping[field] = { column, confidence: 1 };
  }
  return mapping;
}
