import type { Capability } from '#platform/shared/actor.ts';
import type { Labels } from '#platform/shared/languages.ts';
import type { Phone } from '#platform/shared/region/phone.ts';
import type { Outcome } from '#platform/shared/result.ts';
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import type { DoubtfulChoice, FieldKind, Verdict } from './rules.ts';

/** One thing a column can hold. */
export interface ImportField {
  key: string;
  labels: Labels;
  /** Further words that headers use for it, in any language. */
  aliases: readonly string[];
  kind: FieldKind;
  required?: boolean;
  /** What cannot be read refuses the row; else the cell is left out and the row says so. */
  strict?: boolean;
  /** Longest text in characters; default 200. */
  max?: number;
}

export interface ImportOptions {
  doubtful: DoubtfulChoice;
  /** Whom new rows are given to where the file names nobody. */
  ownerId: string | null;
  /** Where new rows belong where the file names no unit. */
  unitId: string | null;
}

/** A row as understood: cells without text are absent everywhere, so an empty cell never erases what is known. */
export interface ImportRow {
  /** The record's number below the header, from 1. */
  place: number;
  /** Line of the file where it begins, from 1: what a person finds with an editor. */
  line: number;
  /** Text, tax numbers, days, e-mail, codes, names of people and units. */
  texts: Readonly<Record<string, string>>;
  /** Integers; money in minor units of the company's currency. */
  numbers: Readonly<Record<string, number>>;
  phones: Readonly<Record<string, readonly Phone[]>>;
  /** An earlier line of this file that may be the same by a weaker mark. */
  alikeLine?: number;
}

/** Something told about a row or one of its fields; `code` is a message of the form `imports.note.…` or `imports.reason.…`. */
export interface Remark {
  field?: string;
  code: string;
  params?: Record<string, string | number>;
}

/** Whom a doubtful row may be; `id` and `name` only where the importer may see it, else its team alone. */
export interface Candidate {
  id: string | null;
  name: string | null;
  unit: string;
}

export interface RowPlan {
  verdict: Verdict;
  subjectId: string | null;
  /** Why it was refused or is doubtful. */
  reasons: Remark[];
  /** What was done on the way, beyond what reading the cells did. */
  notes: Remark[];
  candidates: Candidate[];
  /** What `apply` writes; opaque to the machinery. */
  change?: unknown;
}

/** Marks by which two rows of a file are one: a row asks for all of `ask`, and lays down all of `keep` for those after it. */
export interface Marks {
  ask: string[];
  keep: string[];
}

export interface PlannedRow {
  row: ImportRow;
  plan: RowPlan;
}

/** Where written rows come from, for their timeline. */
export interface ImportOrigin {
  importId: string;
  fileName: string;
}

/** A kind of thing that can be imported; its module writes one and the application registers it. */
export interface Importable {
  kind: string;
  labels: Labels;
  /** Needed beside `imports.run`. */
  access: Capability;
  fields: readonly ImportField[];
  /** A new row can be given to a person or a unit by the import's options. */
  assigns: boolean;
  /** The row's name in lists. */
  label(row: ImportRow): string;
  /** `same`: refused as a repetition of the earlier line; `alike`: handed to `plan` as `alikeLine`. */
  marks(row: ImportRow): { same: Marks; alike: Marks };
  /** Whether the importer may give rows to this person and unit. */
  check(ctx: ReadContext, options: ImportOptions): Promise<Outcome<void>>;
  /** A verdict for each row, in order; looks up what is known with a few statements for all of them. */
  plan(ctx: ReadContext, rows: readonly ImportRow[], options: ImportOptions): Promise<RowPlan[]>;
  /** Writes the rows planned as created or changed, with audit, timeline and search, in the same transaction. */
  apply(ctx: WriteContext, rows: readonly PlannedRow[], origin: ImportOrigin): Promise<void>;
}
