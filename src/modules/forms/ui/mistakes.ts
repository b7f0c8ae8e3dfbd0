import type { FieldError } from '#platform/shared/result.ts';

interface Mistake {
  field: string;
  sentence: string;
}

/** What must be mended before a form can be published, by its place. */
export interface Mistakes {
  all: readonly Mistake[];
  /** The sentence for exactly this place. */
  at: (path: string) => string | undefined;
  /** How many there are below a place. */
  under: (path: string) => number;
}

export function mistakesOf(all: readonly Mistake[]): Mistakes {
  return {
    all,
    at: (path) => all.find(({ field }) => field === path)?.sentence,
    under: (path) => all.filter(({ field }) => field === path || field.startsWith(`${path}.`)).length,
  };
}

export const spoken = (errors: readonly FieldError[], sentenceOf: (error: FieldError) => string): Mistake[] =>
  errors.map((error) => ({ field: error.field, sentence: sentenceOf(error) }));
