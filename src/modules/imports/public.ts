export { takeFile } from './commands/take-file.ts';
export { type StartedPass, startPass } from './commands/start-pass.ts';
export type {
  Candidate,
  Importable,
  ImportField,
  ImportOptions,
  ImportOrigin,
  ImportRow,
  Marks,
  PlannedRow,
  Remark,
  RowPlan,
} from './importable.ts';
export { workThrough } from './pass.ts';
export { proposeMapping } from './propose.ts';
export { findImport, type Kinds } from './queries.ts';
export { refusedRows } from './refused-file.ts';
export { importRoutes } from './routes.ts';
export { plainName } from './upload.ts';
