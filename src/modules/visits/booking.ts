import type { WriteContext } from '#platform/server/command/command.ts';
import { noteActivity } from '#modules/customers/public.ts';
import { postLedger, repostLedger } from '#modules/ledger/public.ts';
import type { LoadedVisit } from './load.ts';
import { worthOf } from './rules.ts';

/** What is booked of a visit: nothing of a report while it is only left. */
export type Reported = Parameters<typeof worthOf>[0];

/** Books what the visit is now worth on its own business day, whatever it was worth before, and marks the customer as visited. */
export async function bookVisit(
  ctx: WriteContext,
  visit: LoadedVisit & { occurredAt: string },
  version: number,
  report: Reported,
): Promise<void> {
  const source = { kind: 'visit', id: visit.id, version };
  const postings = worthOf(report).map((worth) => ({
    ...worth,
    personId: visit.person_id,
    role: 'visitor',
    unitId: visit.unit_id,
    customerId: visit.customer_id,
    businessDay: visit.day,
  }));
  const bookedBefore = visit.state === 'reported' || visit.state === 'checkedOut';
  await (bookedBefore ? repostLedger : postLedger)(ctx, source, postings);
  await noteActivity(ctx, visit.customer_id, { kind: 'visit', at: visit.occurredAt });
}

/** When the visit began, once somebody has checked in. */
export async function beginningOf(ctx: WriteContext, visitId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('visit_check_in')
    .select('occurred_at')
    .where('company_id', '=', ctx.actor.companyId)
    .where('visit_id', '=', visitId)
    .executeTakeFirstOrThrow();
  return row.occurred_at;
}
