/**
 * Refusals are values: what a person asked for cannot be done, and the answer says why and what to do. Bugs throw.
 * Each kind has one HTTP status; each code has one sentence per language (messages/<language>/errors.json).
 */
export const refusalStatus = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
} as const;
export type RefusalKind = keyof typeof refusalStatus;

export interface FieldError {
  /** Path of the field in the request, e.g. `contacts.0.phone`. */
  field: string;
  code: string;
  params?: Record<string, string | number>;
}

export interface Refusal {
  refused: true;
  kind: RefusalKind;
  /** Stable, in the form `module.reason`; also the message's key. */
  code: string;
  params?: Record<string, string | number>;
  fields?: FieldError[];
  /** On a conflict: what stands now, and what was asked for. */
  current?: unknown;
  submitted?: unknown;
}

export type Outcome<T> = T | Refusal;

export function refuse(
  kind: RefusalKind,
  code: string,
  more: Partial<Omit<Refusal, 'refused' | 'kind' | 'code'>> = {},
): Refusal {
  return { refused: true, kind, code, ...more };
}

/** Absent, or there but not his: the answer is the same. */
export const notFound = (code = 'notFound'): Refusal => refuse('notFound', code);

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}

/** A refusal raised from a depth where a value would have to be passed through many hands; the executor turns it back into a value. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** The value, or the refusal thrown to the executor. */
export function must<T>(outcome: Outcome<T>): T {
  if (isRefusal(outcome)) throw new Refused(outcome);
  return outcome;
}
