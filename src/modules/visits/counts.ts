import { sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';

export interface DayCounts {
  personId: string;
  day: string;
  /** Planned for that day and not called off. */
  planned: number;
  /** Of these, begun on that very day. */
  plannedDone: number;
  /** Begun on that day, planned or not. */
  done: number;
}

/** Planned against done, per person and day over [from, to]; the caller has asked whose days he may see. Days without visits are absent. */
export async function visitCounts(
  ctx: ReadContext,
  personIds: readonly string[],
  from: string,
  to: string,
): Promise<DayCounts[]> {
  if (personIds.length === 0) return [];
  return ctx.db
    .selectFrom('visit as v')
    .leftJoin('visit_check_in as i', (join) =>
      join.onRef('i.company_id', '=', 'v.company_id').onRef('i.visit_id', '=', 'v.id'),
    )
    .leftJoin('visit_cancellation as x', (join) =>
      join.onRef('x.company_id', '=', 'v.company_id').onRef('x.visit_id', '=', 'v.id'),
    )
    .select(['v.person_id as personId', 'v.day'])
    .select([
      sql<number>`count(*) filter (where v.planned_day = v.day)`.as('planned'),
      sql<number>`count(*) filter (where v.planned_day = v.day and i.visit_id is not null)`.as('plannedDone'),
      sql<number>`count(i.visit_id)`.as('done'),
    ])
    .where('v.company_id', '=', ctx.actor.companyId)
    .where('v.person_id', 'in', [...personIds])
    .where('v.day', '>=', from)
    .where('v.day', '<=', to)
    .where('x.visit_id', 'is', null)
    .groupBy(['v.person_id', 'v.day'])
    .execute();
}
