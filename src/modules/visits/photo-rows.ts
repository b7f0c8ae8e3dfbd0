import type { ReadContext } from '#platform/server/command/command.ts';
import { isRefusal, notFound, type Outcome, refuse, type Refusal } from '#platform/shared/result.ts';
import { fileOf } from '#modules/files/public.ts';
import type { Photo, Photos } from './contract-photos.ts';
import { isOwn, maySee, type VisitHead } from './policy.ts';
import { takesPhotos } from './rules-photos.ts';
import type { VisitState } from './rules.ts';

type Photographed = VisitHead & { state: VisitState };

/** Why this person adds no photo to a visit; undefined when he may. Who may not see it learns nothing of it. */
export async function whyNotPhotograph(ctx: ReadContext, visit: Photographed): Promise<Refusal | undefined> {
  if (!isOwn(ctx.actor, visit)) return notFound((await maySee(ctx, visit)) ? 'visits.notYours' : 'visits.unknown');
  return takesPhotos(visit.state)
    ? undefined
    : refuse('conflict', 'visits.cannot.photo', { current: { state: visit.state } });
}

interface Shown extends VisitHead {
  cancelled: boolean;
  customer: string;
  day: string;
}

/** The visit that photos are asked of, for whoever sees it. */
export async function shownVisit(ctx: ReadContext, id: string): Promise<Outcome<Shown>> {
  const visit = await ctx.db
    .selectFrom('visit as v')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.company_id', '=', 'v.company_id').onRef('c.id', '=', 'v.customer_id'),
    )
    .leftJoin('visit_cancellation as x', (join) =>
      join.onRef('x.company_id', '=', 'v.company_id').onRef('x.visit_id', '=', 'v.id'),
    )
    .select(['v.id', 'v.person_id', 'v.unit_id', 'v.customer_id', 'v.day', 'c.name', 'c.short_name', 'x.visit_id'])
    .where('v.company_id', '=', ctx.actor.companyId)
    .where('v.id', '=', id)
    .executeTakeFirst();
  if (visit === undefined || !(await maySee(ctx, visit))) return notFound('visits.unknown');
  return { ...visit, cancelled: visit.visit_id !== null, customer: visit.short_name ?? visit.name };
}

/** Whether a cancelled visit or any other: all that photos ask of its state. */
export const stateForPhotos = ({ cancelled }: Shown): VisitState => (cancelled ? 'cancelled' : 'planned');

export const photoRows = (ctx: ReadContext, visitId: string) =>
  ctx.db
    .selectFrom('visit_photo as p')
    .innerJoin('file as f', (join) => join.onRef('f.company_id', '=', 'p.company_id').onRef('f.id', '=', 'p.file_id'))
    .select(['f.id', 'p.taken_at', 'p.recorded_at', 'f.width', 'f.height', 'f.bytes'])
    .where('p.company_id', '=', ctx.actor.companyId)
    .where('p.visit_id', '=', visitId);

type PhotoRow = Awaited<ReturnType<ReturnType<typeof photoRows>['execute']>>[number];

const shownPhoto = (row: PhotoRow): Photo => ({
  id: row.id,
  takenAt: row.taken_at,
  recordedAt: row.recorded_at,
  width: row.width ?? 0,
  height: row.height ?? 0,
  bytes: Number(row.bytes),
});

/** The photos of a visit in the order they were taken, for whoever sees it. */
export async function photosOf(ctx: ReadContext, visitId: string): Promise<Outcome<Photos>> {
  const visit = await shownVisit(ctx, visitId);
  if (isRefusal(visit)) return visit;
  const rows = await photoRows(ctx, visitId).orderBy('p.taken_at').orderBy('p.file_id').execute();
  return {
    items: rows.map(shownPhoto),
    can: { add: isOwn(ctx.actor, visit) && takesPhotos(stateForPhotos(visit)) },
  };
}

/** The photo as it was added before: from the same picture it is the same; an id that means another picture is refused. */
export async function knownPhoto(
  ctx: ReadContext,
  { visitId, photoId, originalDigest }: { visitId: string; photoId: string; originalDigest: string },
): Promise<Outcome<Photo> | undefined> {
  const file = await fileOf(ctx, photoId);
  if (file === undefined) return undefined;
  const row = await photoRows(ctx, visitId).where('p.file_id', '=', photoId).executeTakeFirst();
  return row === undefined || file.original_digest !== originalDigest
    ? refuse('invalid', 'files.otherContent')
    : shownPhoto(row);
}
