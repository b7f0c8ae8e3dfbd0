/** What became of a row (O16). The five add up to the rows of the file. */
export const verdicts = ['created', 'changed', 'unchanged', 'refused', 'doubtful'] as const;
export type Verdict = (typeof verdicts)[number];
export type Counts = Record<Verdict, number>;

export const noCounts = (): Counts => ({ created: 0, changed: 0, unchanged: 0, refused: 0, doubtful: 0 });

export const rowsOf = (counts: Counts): number => verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);

/** `broken`: the file turned out unreadable midway, or the work failed; what was written until then stays. */
export const importStates = ['uploaded', 'rehearsing', 'rehearsed', 'running', 'done', 'cancelled', 'broken'] as const;
export type ImportState = (typeof importStates)[number];

export const isWorking = (state: ImportState): boolean => state === 'rehearsing' || state === 'running';

export type PassKind = 'rehearsal' | 'run';
export const stateDuring: Record<PassKind, ImportState> = { rehearsal: 'rehearsing', run: 'running' };
export const stateAfter: Record<PassKind, ImportState> = { rehearsal: 'rehearsed', run: 'done' };

/** What is done with rows that may be somebody known: left out until a person has looked, or written as new. */
export const doubtfulChoices = ['skip', 'create'] as const;
export type DoubtfulChoice = (typeof doubtfulChoices)[number];

/** How a cell is read. `person` and `unit` are names that the kind's own module looks up. */
export const fieldKinds = [
  'text',
  'phone',
  'taxNumber',
  'day',
  'integer',
  'money',
  'email',
  'code',
  'person',
  'unit',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface MappedColumn {
  column: number;
  /** 1: the same words; below: how much the header resembles the field; chosen by a person counts as 1. */
  confidence: number;
}
/** Field key to the column that holds it. */
export type Mapping = Readonly<Record<string, MappedColumn>>;

interface Requirable {
  key: string;
  required?: boolean | undefined;
}

/** Required fields that no column holds: an import cannot begin before they have one. */
export const missingFields = (fields: readonly Requirable[], mapping: Mapping): string[] =>
  fields.filter((field) => field.required === true && !Object.hasOwn(mapping, field.key)).map((field) => field.key);

/** Below this the proposal would be guesswork that a person has to find and undo. */
export const leastConfidence = 0.6;

export const mostBytes = 200 * 2 ** 20;
/** How long a file is kept after it was brought, for running it again. */
export const keptDays = 14;
