import { plausible } from '#platform/shared/late.ts';
import { Refused, refuse } from '#platform/shared/result.ts';
import type { WriteContext } from './command.ts';

/**
 * An instant `occurredAt` that a phone told, in milliseconds. One that runs ahead is taken as now, so that nothing lies in the future; one
 * beyond belief is refused, because it would land on a day that is nobody's. @throws Refused
 */
export function toldInstant(ctx: WriteContext, occurredAt: string): { told: number; taken: number } {
  const told = Temporal.Instant.from(occurredAt).epochMilliseconds;
  const now = ctx.clock.now();
  if (!plausible(told, now))
    throw new Refused(refuse('invalid', 'fields', { fields: [{ field: 'occurredAt', code: 'field.occurredAt' }] }));
  return { told, taken: Math.min(told, now) };
}
