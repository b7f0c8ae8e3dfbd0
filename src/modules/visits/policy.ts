import type { ReadContext } from '#platform/server/command/command.ts';
import { type Actor, can } from '#platform/shared/actor.ts';
import { isRefusal } from '#platform/shared/result.ts';
import { requireVisible } from '#modules/customers/public.ts';
import { after, type VisitState, type VisitVerb } from './rules.ts';

export interface VisitHead {
  id: string;
  person_id: string;
  unit_id: string;
  customer_id: string;
}

/**
 * Who sees a visit: whoever made it, walked along, leads above the unit it happened in, or sees the customer, because who sees a customer
 * sees what happened with it.
 */
export async function maySee(ctx: ReadContext, visit: VisitHead): Promise<boolean> {
  if (visit.person_id === ctx.actor.personId || ctx.actor.units.includes(visit.unit_id)) return true;
  const along = await ctx.db
    .selectFrom('visit_companion')
    .select('visit_id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('visit_id', '=', visit.id)
    .where('person_id', '=', ctx.actor.personId)
    .executeTakeFirst();
  if (along !== undefined) return true;
  return can(ctx.actor, 'customers.read') && !isRefusal(await requireVisible(ctx, visit.customer_id));
}

/** A visit is written by whoever makes it; a lead looks on. */
export const isOwn = (actor: Actor, visit: Pick<VisitHead, 'person_id'>): boolean =>
  visit.person_id === actor.personId && can(actor, 'visits.make');

export const mayDo = (actor: Actor, visit: Pick<VisitHead, 'person_id'>, state: VisitState, verb: VisitVerb): boolean =>
  isOwn(actor, visit) && after(state, verb) !== undefined;
