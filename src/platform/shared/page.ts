import { z } from 'zod';

export const uuid = z.uuid();
/** Years of four digits also after some reckoning with days; PostgreSQL knows no year 0. */
const inReach = (value: string): boolean => value >= '1000' && value < '9000';
/** A calendar day as YYYY-MM-DD, of the years 1000 to 8999. */
export const dayShape = z.iso.date().refine(inReach);
/** An instant as ISO 8601 in UTC, of the same years. */
export const instantShape = z.iso.datetime({ offset: true }).refine(inReach);
/** Text to the letter (a password, a token): no NUL (PostgreSQL cannot hold it), no lone surrogates, at most `max` characters. */
export const verbatim = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), { error: 'text.unreadable' });
/** Text as typed, trimmed. */
export const text = (max: number) => verbatim(max).transform((value) => value.trim());
export const requiredText = (max: number) => text(max).refine((value) => value !== '', { error: 'text.required' });

export const pageQuery = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A list's answer: rows and, where there are more, the cursor that leads to them. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional(),
  submitted: z.unknown().optional(),
});
export type Problem = z.infer<typeof problemShape>;
