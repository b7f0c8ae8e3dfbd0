import type { WriteContext } from '#platform/server/command/command.ts';
import { type LoadedVisit, lockVisit } from './load.ts';
import { cancel, insertVisit, type PlannedVisit } from './planning.ts';
import type { VisitKind } from './rules.ts';

/** The reason of a planned visit that gave way. */
const replaced = 'replaced';

interface Standing {
  id: string;
  createdAt: string;
}

/**
 * Whether a plan gives way to a visit that a phone wrote down without knowing of it (O8): to one begun at the door always, to another plan
 * when it came into being after that was written. What was done upon the phone's own id then finds its visit.
 */
export const givesWay = (ctx: WriteContext, { createdAt }: Standing, { unplanned }: { unplanned: boolean }): boolean =>
  unplanned || createdAt > ctx.writtenAt;

/**
 * Writes the visit in the place of one that stood planned: it counts as that plan's, on its day and at its time, with its company and its
 * photos; the other is cancelled as replaced. Where that one has begun meanwhile both stand.
 */
export async function insertInPlace(
  ctx: WriteContext,
  standing: Standing,
  plan: PlannedVisit & { id: string },
): Promise<void> {
  const before = await lockVisit(ctx, standing.id);
  if (before?.state !== 'planned') {
    await insertVisit(ctx, plan);
    return;
  }
  await insertVisit(ctx, {
    ...plan,
    kind: plan.kind ?? (before.kind as VisitKind),
    companionIds: [...(plan.companionIds ?? []), ...(await companionsOf(ctx, before))],
    unplanned: false,
    plannedAt: plan.time == null ? before.planned_at : undefined,
  });
  await movePhotos(ctx, before.id, plan.id);
  await cancel(ctx, before, replaced, plan.id);
  ctx.emit({
    kind: 'visits.replaced',
    subject: { kind: 'visit', id: before.id },
    unitId: before.unit_id,
    personId: before.person_id,
    payload: { by: plan.id, customerId: before.customer_id },
  });
}

async function companionsOf(ctx: WriteContext, visit: LoadedVisit): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('visit_companion')
    .select('person_id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('visit_id', '=', visit.id)
    .execute();
  return rows.map((row) => row.person_id);
}

async function movePhotos(ctx: WriteContext, from: string, to: string): Promise<void> {
  await ctx.db
    .updateTable('visit_photo')
    .set({ visit_id: to })
    .where('company_id', '=', ctx.actor.companyId)
    .where('visit_id', '=', from)
    .execute();
}
