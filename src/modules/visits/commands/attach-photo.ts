import { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import type { FileStore } from '#platform/server/files/store.ts';
import { businessDay } from '#platform/shared/day.ts';
import { must, notFound, refuse, Refused } from '#platform/shared/result.ts';
import { type Developed, keepPicture } from '#modules/files/public.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import type { Photo } from '../contract-photos.ts';
import { type LoadedVisit, lockVisit, tell } from '../load.ts';
import { knownPhoto, whyNotPhotograph } from '../photo-rows.ts';
import { mostPhotos } from '../rules-photos.ts';

export interface TakenPhoto {
  visitId: string;
  photoId: string;
  originalDigest: string;
  developed: Developed;
  store: FileStore;
}

/** Adds a photo to the visit (O8). It changes nothing else of the visit, whose version stays; the same one again changes nothing at all. */
export const attachPhoto = command({
  name: 'visits.attach-photo',
  version: 1,
  conflict: 'merge',
  input: z.custom<TakenPhoto>(),
  async run(ctx, taken) {
    const visit = await lockVisit(ctx, taken.visitId);
    if (visit === undefined) throw new Refused(notFound('visits.unknown'));
    const refused = await whyNotPhotograph(ctx, visit);
    if (refused !== undefined) return refused;
    const known = await knownPhoto(ctx, taken);
    if (known !== undefined) return known;
    await requireRoom(ctx, visit);
    await keepPicture(ctx, taken.store, { ...taken, id: taken.photoId });
    await ctx.db
      .insertInto('visit_photo')
      .values({
        company_id: ctx.actor.companyId,
        visit_id: visit.id,
        file_id: taken.photoId,
        taken_at: ctx.writtenAt,
        recorded_at: ctx.now,
        by_person: ctx.actor.personId,
      })
      .execute();
    await note(ctx, visit, taken.photoId);
    return must((await knownPhoto(ctx, taken)) ?? notFound('visits.unknownPhoto')) satisfies Photo;
  },
});

async function requireRoom(ctx: WriteContext, visit: LoadedVisit): Promise<void> {
  const { count } = await ctx.db
    .selectFrom('visit_photo')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('company_id', '=', ctx.actor.companyId)
    .where('visit_id', '=', visit.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostPhotos)
    throw new Refused(refuse('conflict', 'visits.tooManyPhotos', { params: { limit: mostPhotos } }));
}

async function note(ctx: WriteContext, visit: LoadedVisit, photoId: string): Promise<void> {
  await recordTimeline(ctx, [
    {
      subject: { kind: 'customer', id: visit.customer_id },
      kind: 'visits.photographed',
      occurredAt: ctx.writtenAt,
      businessDay: businessDay(ctx.writtenAt, ctx.actor.timeZone),
      unitId: visit.unit_id,
      source: { kind: 'visit', id: visit.id },
      detail: {},
    },
  ]);
  ctx.audit({
    subject: { kind: 'visit', id: visit.id },
    unitId: visit.unit_id,
    changes: { photo: { from: null, to: photoId } },
  });
  tell(ctx, visit, 'photographed');
}
