import { type RawBuilder, sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';
import { businessDay } from '#platform/shared/day.ts';
import { unitsBelow } from '#modules/org/public.ts';
import { instantAt } from '#platform/server/clock.ts';
import { mergedCondition } from './alias.ts';
import type { CustomerFilter } from './contract.ts';

/** A filter as conditions on customer `c`; what is searched (`q`) and the owner's index are the list's matter. */
export async function filterConditions(ctx: ReadContext, filter: CustomerFilter): Promise<RawBuilder<unknown>> {
  const today = businessDay(instantAt(ctx.clock.now()), ctx.actor.timeZone);
  const parts: RawBuilder<unknown>[] = [
    filter.archived === true
      ? sql`(c.archived_at is not null and not ${mergedCondition(ctx.actor)})`
      : sql`c.archived_at is null`,
  ];
  if (filter.kind !== undefined) parts.push(sql`c.kind = ${filter.kind}`);
  if (filter.lifecycle !== undefined) parts.push(sql`c.lifecycle = ${filter.lifecycle}`);
  if (filter.industry !== undefined) parts.push(sql`c.industry = ${filter.industry}`);
  if (filter.source !== undefined) parts.push(sql`c.source = ${filter.source}`);
  if (filter.owner === 'none') parts.push(sql`c.owner_id is null`);
  else if (filter.owner !== undefined) parts.push(sql`c.owner_id = ${filter.owner}`);
  if (filter.unit !== undefined)
    parts.push(sql`c.unit_id = any(${await unitsBelow(ctx.db, ctx.actor.companyId, [filter.unit], today)}::uuid[])`);
  if (filter.tag !== undefined)
    parts.push(sql`exists (select from customer_tag g where g.company_id = c.company_id and g.customer_id = c.id
      and g.tag = ${filter.tag})`);
  if (filter.product !== undefined)
    parts.push(sql`exists (select from holding n where n.company_id = c.company_id and n.customer_id = c.id
      and n.product = ${filter.product} and (n.to_day is null or n.to_day > ${today}))`);
  if (filter.hasNextStep !== undefined)
    parts.push(filter.hasNextStep ? sql`c.next_step_day is not null` : sql`c.next_step_day is null`);
  if (filter.overdue === true) parts.push(sql`c.next_step_day < ${today}`);
  if (filter.overdue === false) parts.push(sql`(c.next_step_day is null or c.next_step_day >= ${today})`);
  return sql`(${sql.join(parts, sql` and `)})`;
}
