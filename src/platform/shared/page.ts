import { z } from 'zod';

export const uuid = z.uuid();
/** A calendar day as YYYY-MM-DD. */
export const dayShape = z.iso.date();
/** An instant as ISO 8601 in UTC. */
export const instantShape = z.iso.datetime({ offset: true });
/** Text as typed: no NUL (PostgreSQL cannot hold it), no lone surrogates, trimmed, at most `max` characters. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), { error: 'text.unreadable' })
    .transform((value) => value.trim());
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
