import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { instantShape, pageOf, pageQuery, uuid, verbatim } from '#platform/shared/page.ts';
import { doubtfulChoices, fieldKinds, importStates, verdicts } from './rules.ts';

const labelsShape = z.object({ 'zh-Hant': z.string(), 'zh-Hans': z.string(), en: z.string() });
/** A sentence about a row, in the reader's language; `label` is the field's. */
const remarkShape = z.object({
  field: z.string().nullable(),
  label: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});
export type ToldRemark = z.infer<typeof remarkShape>;

const countsShape = z.object({
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  doubtful: z.int(),
});

export const optionsShape = z.strictObject({
  doubtful: z.enum(doubtfulChoices).default('skip'),
  ownerId: uuid.nullable().default(null),
  unitId: uuid.nullable().default(null),
});

const fieldKey = verbatim(60).min(1);
const mostColumns = 1_000;

const importRowShape = z.object({
  id: uuid,
  kind: z.string(),
  kindLabel: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  state: z.enum(importStates),
  /** Nobody has worked at it for a minute although it is not finished: it can be taken up again. */
  stalled: z.boolean(),
  /** Rows decided so far; the sum of the counts. */
  rows: z.int(),
  /** How many there are, once a pass has seen them all. */
  total: z.int().nullable(),
  counts: countsShape,
  createdAt: instantShape,
  startedAt: instantShape.nullable(),
  endedAt: instantShape.nullable(),
});
export type ImportSummary = z.infer<typeof importRowShape>;

const importShape = importRowShape.extend({
  table: z.object({
    kind: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable(),
    encodingDoubtful: z.boolean(),
    delimiter: z.string().nullable(),
    sheets: z.array(z.string()),
    sheet: z.string().nullable(),
    headerRow: z.int(),
    headers: z.array(z.string()),
    sample: z.array(z.array(z.string())),
  }),
  fields: z.array(z.object({ key: z.string(), label: z.string(), kind: z.enum(fieldKinds), required: z.boolean() })),
  mapping: z.array(z.object({ field: z.string(), column: z.int(), confidence: z.number() })),
  /** Required fields without a column: it cannot begin before they have one. */
  missing: z.array(z.string()),
  /** Whether new rows can be given to a person or a unit. */
  assigns: z.boolean(),
  options: z.object({ doubtful: z.enum(doubtfulChoices), ownerId: uuid.nullable(), unitId: uuid.nullable() }),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** The file itself is still here, so that it can be run (again). */
  fileKept: z.boolean(),
});
export type ImportDetail = z.infer<typeof importShape>;

const byId = z.strictObject({ id: uuid });

export const listKinds = endpoint({
  id: 'imports.listKinds',
  method: 'GET',
  path: '/imports/kinds',
  summary: 'What the caller may import, and the fields it can have',
  access: 'imports.run',
  response: z.object({
    items: z.array(
      z.object({
        kind: z.string(),
        label: z.string(),
        fields: z.array(
          z.object({ key: z.string(), labels: labelsShape, kind: z.enum(fieldKinds), required: z.boolean() }),
        ),
      }),
    ),
    mostBytes: z.int(),
  }),
});

export const listImports = endpoint({
  id: 'imports.list',
  method: 'GET',
  path: '/imports',
  summary: "The caller's own imports, newest first",
  access: 'imports.run',
  query: pageQuery,
  response: pageOf(importRowShape),
});

export const uploadImport = endpoint({
  id: 'imports.upload',
  method: 'POST',
  path: '/imports',
  summary:
    'Bring a CSV or XLSX file as multipart/form-data: `kind` and `file`. Answers how it is read and which column is proposed for which field',
  access: 'imports.run',
  upload: true,
  response: importShape,
  status: 201,
});

export const getImport = endpoint({
  id: 'imports.get',
  method: 'GET',
  path: '/imports/{id}',
  summary: 'One import: how it is read, its mapping, how far it is and what became of its rows',
  access: 'imports.run',
  params: byId,
  response: importShape,
});

export const changeReading = endpoint({
  id: 'imports.changeReading',
  method: 'PUT',
  path: '/imports/{id}/reading',
  summary: 'Read the file another way: encoding, delimiter, sheet, line of the header; the mapping is proposed anew',
  access: 'imports.run',
  params: byId,
  body: z.strictObject({
    encoding: verbatim(40).optional(),
    delimiter: verbatim(1).min(1).optional(),
    sheet: verbatim(200).optional(),
    headerRow: z.int().min(1).max(10_000).optional(),
  }),
  response: importShape,
});

export const changeMapping = endpoint({
  id: 'imports.changeMapping',
  method: 'PUT',
  path: '/imports/{id}/mapping',
  summary: 'Which column holds which field, and what is done with new and doubtful rows',
  access: 'imports.run',
  params: byId,
  body: z.strictObject({
    /** All fields that have a column, by their keys; columns count from 0. */
    mapping: z.record(fieldKey, z.int().min(0).max(mostColumns)).optional(),
    options: optionsShape.partial().optional(),
  }),
  response: importShape,
});

export const rehearse = endpoint({
  id: 'imports.rehearse',
  method: 'POST',
  path: '/imports/{id}/rehearsal',
  summary: 'Go through all rows without writing anything: a verdict for each',
  access: 'imports.run',
  params: byId,
  response: importShape,
  status: 202,
});

export const run = endpoint({
  id: 'imports.run',
  method: 'POST',
  path: '/imports/{id}/run',
  summary: 'Write the rows, 500 at a time; taken up where it stood after an interruption',
  access: 'imports.run',
  params: byId,
  response: importShape,
  status: 202,
});

export const cancel = endpoint({
  id: 'imports.cancel',
  method: 'POST',
  path: '/imports/{id}/cancellation',
  summary: 'Stop after the rows that are being written; what is written stays',
  access: 'imports.run',
  params: byId,
  response: importShape,
  status: 201,
});

export const listRows = endpoint({
  id: 'imports.listRows',
  method: 'GET',
  path: '/imports/{id}/rows',
  summary: 'The verdict of every row in the order of the file, with reasons and what was mended on the way',
  access: 'imports.run',
  params: byId,
  query: z.strictObject({ ...pageQuery.shape, verdict: z.enum(verdicts).optional() }),
  response: pageOf(
    z.object({
      place: z.int(),
      line: z.int(),
      verdict: z.enum(verdicts),
      subjectId: uuid.nullable(),
      label: z.string(),
      reasons: z.array(remarkShape),
      notes: z.array(remarkShape),
      candidates: z.array(z.object({ id: uuid.nullable(), name: z.string().nullable(), unit: z.string() })),
    }),
  ),
});

const refusedFile = (format: 'csv' | 'xlsx', produces: string) =>
  endpoint({
    id: `imports.refused${format === 'csv' ? 'Csv' : 'Xlsx'}`,
    method: 'GET',
    path: `/imports/{id}/refused.${format}`,
    summary: 'Refused and doubtful rows as they stood in the file, with line, verdict and reasons',
    access: 'imports.run',
    params: byId,
    produces,
  });
export const refusedCsv = refusedFile('csv', 'text/csv');
export const refusedXlsx = refusedFile('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
