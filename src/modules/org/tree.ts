import type { WriteContext } from '#platform/server/command/command.ts';
import { inBatches } from '#platform/server/command/execute.ts';
import type { Day } from '#platform/shared/day.ts';
import { notFound, Refused, refuse } from '#platform/shared/result.ts';
import { type DatedPath, overlap, rehang, type Span, type StoredPath } from './rules-tree.ts';

/** One writer at a time on a company's tree: two moves at once could otherwise close a circle that neither sees. */
export async function lockTree(ctx: WriteContext): Promise<void> {
  await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('kind', '=', 'company')
    .forUpdate()
    .execute();
}

export async function unitForUpdate(ctx: WriteContext, unitId: string) {
  const unit = await ctx.db
    .selectFrom('unit')
    .select(['id', 'kind', 'name', 'opened_day', 'closed_day', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', unitId)
    .forUpdate()
    .executeTakeFirst();
  if (unit === undefined) throw new Refused(notFound('org.unknownUnit'));
  return unit;
}

/** The unit, open on the day and not about to close: people and units may be hung on it. */
export async function openUnit(ctx: WriteContext, unitId: string, day: Day, field: string) {
  const unit = await unitForUpdate(ctx, unitId);
  if (unit.closed_day !== null || unit.opened_day > day)
    throw new Refused(
      refuse('conflict', 'org.unitNotOpen', {
        params: { unit: unit.name, day },
        fields: [{ field, code: 'org.unitNotOpen', params: { unit: unit.name, day } }],
      }),
    );
  return unit;
}

const pathColumns = [
  'id',
  'ancestor_id as ancestorId',
  'descendant_id as descendantId',
  'depth',
  'from_day as fromDay',
  'to_day as toDay',
] as const;

function pathsWithin(ctx: WriteContext, window: Span) {
  return ctx.db
    .selectFrom('unit_path')
    .select(pathColumns)
    .where('company_id', '=', ctx.actor.companyId)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', window.fromDay)]))
    .$if(window.toDay !== null, (query) => query.where('from_day', '<', window.toDay ?? ''));
}

/** The unit's way down and up, and its new parent's, over the window. The tree is locked. */
async function around(ctx: WriteContext, unitId: string, parentId: string, window: Span) {
  const below = await pathsWithin(ctx, window).where('ancestor_id', '=', unitId).execute();
  const above = await pathsWithin(ctx, window).where('descendant_id', '=', unitId).where('depth', '>', 0).execute();
  const parents = await pathsWithin(ctx, window).where('descendant_id', '=', parentId).execute();
  const through =
    above.length === 0
      ? []
      : await pathsWithin(ctx, window)
          .where('ancestor_id', 'in', [...new Set(above.map((path) => path.ancestorId))])
          .where('descendant_id', 'in', [...new Set(below.map((path) => path.descendantId))])
          .execute();
  return { below, above, parents, through };
}

/** Hangs a unit under a parent for the window: the edge is the caller's, the closure is written here. Refuses a circle. */
export async function hang(ctx: WriteContext, unitId: string, parentId: string, window: Span): Promise<void> {
  const near = await around(ctx, unitId, parentId, window);
  if (near.below.some((path) => path.descendantId === parentId))
    throw new Refused(refuse('invalid', 'org.circle', { fields: [{ field: 'parentId', code: 'org.circle' }] }));
  const { gone, come } = rehang({ unitId, window, ...near });
  await removePaths(ctx, gone);
  await addPaths(ctx, come);
}

export async function addPaths(ctx: WriteContext, paths: readonly DatedPath[]): Promise<void> {
  const rows = paths.map((path) => ({
    company_id: ctx.actor.companyId,
    id: ctx.newId(),
    ancestor_id: path.ancestorId,
    descendant_id: path.descendantId,
    depth: path.depth,
    from_day: path.fromDay,
    to_day: path.toDay,
  }));
  await inBatches(rows, (batch) => ctx.db.insertInto('unit_path').values(batch).execute());
}

async function removePaths(ctx: WriteContext, paths: readonly StoredPath[]): Promise<void> {
  await inBatches([...paths], (batch) =>
    ctx.db
      .deleteFrom('unit_path')
      .where('company_id', '=', ctx.actor.companyId)
      .where(
        'id',
        'in',
        batch.map((path) => path.id),
      )
      .execute(),
  );
}

/** Ends every path that leads to the unit, and its edges, from a day on. Nothing hangs below it any more. */
export async function unhang(ctx: WriteContext, unitId: string, day: Day): Promise<void> {
  const window = { fromDay: day, toDay: null };
  const paths = await pathsWithin(ctx, window).where('descendant_id', '=', unitId).execute();
  await removePaths(ctx, paths);
  const before: Span = { fromDay: '0001-01-01', toDay: day };
  await addPaths(
    ctx,
    paths.flatMap((path) => {
      const kept = overlap(path, before);
      return kept === undefined ? [] : [{ ...path, ...kept }];
    }),
  );
  await cutEdges(ctx, unitId, window);
}

/** The edge of the unit that holds on a day; undefined for the root and before the unit opened. */
export async function edgeOn(ctx: WriteContext, unitId: string, day: Day) {
  return ctx.db
    .selectFrom('unit_edge')
    .select(['id', 'parent_id as parentId', 'from_day as fromDay', 'to_day as toDay'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('unit_id', '=', unitId)
    .where('from_day', '<=', day)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
    .executeTakeFirst();
}

export async function addEdge(ctx: WriteContext, unitId: string, parentId: string, span: Span): Promise<void> {
  await ctx.db
    .insertInto('unit_edge')
    .values({
      company_id: ctx.actor.companyId,
      id: ctx.newId(),
      unit_id: unitId,
      parent_id: parentId,
      from_day: span.fromDay,
      to_day: span.toDay,
    })
    .execute();
}

/** Takes the window's days out of the unit's edges; the window reaches to an edge's end or without end. */
export async function cutEdges(ctx: WriteContext, unitId: string, window: Span): Promise<void> {
  const mine = ctx.db
    .selectFrom('unit_edge')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('unit_id', '=', unitId)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', window.fromDay)]))
    .$if(window.toDay !== null, (query) => query.where('from_day', '<', window.toDay ?? ''));
  await ctx.db
    .deleteFrom('unit_edge')
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', mine)
    .where('from_day', '>=', window.fromDay)
    .execute();
  await ctx.db
    .updateTable('unit_edge')
    .set({ to_day: window.fromDay })
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', mine)
    .execute();
}
