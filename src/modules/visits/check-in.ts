import type { WriteContext } from '#platform/server/command/command.ts';
import { toldInstant } from '#platform/server/command/told-instant.ts';
import { instantAt } from '#platform/server/clock.ts';
import { businessDay } from '#platform/shared/day.ts';
import { type LoadedVisit } from './load.ts';
import { doubtsOf, metresBetween } from './rules.ts';

export interface Position {
  lat: number;
  lng: number;
  accuracy: number;
}

/** Writes the check-in with its doubts, and says which business day it belongs to. */
export async function writeCheckIn(
  ctx: WriteContext,
  visit: LoadedVisit,
  facts: { occurredAt: string; position: Position | null; implied: boolean },
): Promise<{ day: string; occurredAt: string }> {
  const { told, taken } = toldInstant(ctx, facts.occurredAt);
  const door = facts.position === null ? undefined : await doorOf(ctx, visit.customer_id);
  const distance =
    facts.position === null || door === undefined ? null : Math.round(metresBetween(facts.position, door));
  const doubts = doubtsOf({
    occurredAt: told,
    recordedAt: ctx.clock.now(),
    accuracy: facts.position?.accuracy ?? null,
    distance,
    implied: facts.implied,
  });
  const occurredAt = instantAt(taken);
  await ctx.db
    .insertInto('visit_check_in')
    .values({
      company_id: ctx.actor.companyId,
      visit_id: visit.id,
      occurred_at: occurredAt,
      recorded_at: ctx.now,
      by_person: ctx.actor.personId,
      implied: facts.implied,
      lat: facts.position?.lat ?? null,
      lng: facts.position?.lng ?? null,
      accuracy_m: facts.position?.accuracy ?? null,
      distance_m: distance,
      doubts: JSON.stringify(doubts),
    })
    .execute();
  return { day: businessDay(occurredAt, ctx.actor.timeZone), occurredAt };
}

/** Where the customer's first address with a known place is. */
async function doorOf(ctx: WriteContext, customerId: string): Promise<{ lat: number; lng: number } | undefined> {
  const row = await ctx.db
    .selectFrom('customer_address')
    .select(['lat', 'lng'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', '=', customerId)
    .where('lat', 'is not', null)
    .where('lng', 'is not', null)
    .orderBy('place')
    .limit(1)
    .executeTakeFirst();
  return row?.lat == null || row.lng === null ? undefined : { lat: row.lat, lng: row.lng };
}
