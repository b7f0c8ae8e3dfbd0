import type { ReadContext } from '#platform/server/command/command.ts';
import { execute } from '#platform/server/command/execute.ts';
import { keyOf } from '#platform/server/http/handlers.ts';
import { commandDeps, type Raw, raw, read, type Route } from '#platform/server/http/route.ts';
import type { Actor } from '#platform/shared/actor.ts';
import { isRefusal, notFound, type Outcome } from '#platform/shared/result.ts';
import { fileOf, inDarkroom, sendPicture, withPicture } from '#modules/files/public.ts';
import { attachPhoto } from './commands/attach-photo.ts';
import * as contract from './contract-photos.ts';
import type { Photo } from './contract-photos.ts';
import { knownPhoto, photoRows, photosOf, shownVisit, stateForPhotos, whyNotPhotograph } from './photo-rows.ts';

export const photoRoutes: Route[] = [
  read(contract.listPhotos, ({ ctx, params }) => photosOf(ctx, params.id)),
  raw(contract.addPhoto, takePhoto),
  raw(contract.photoContent, sendPhoto),
];

function must(actor: Actor | undefined): Actor {
  if (actor === undefined) throw new Error('a route for signed-in people was reached by nobody');
  return actor;
}

/**
 * Takes a photo in: asked before the body is read, received onto the disk, made anew from its pixels, and attached by a command. Sent twice
 * it is there once.
 */
async function takePhoto({ app, actor, params, request }: Raw<typeof contract.addPhoto>): Promise<Outcome<Photo>> {
  const ctx: ReadContext = { db: app.database.db, actor: must(actor), clock: app.clock };
  const visit = await shownVisit(ctx, params.id);
  if (isRefusal(visit)) return visit;
  const refused = await whyNotPhotograph(ctx, { ...visit, state: stateForPhotos(visit) });
  if (refused !== undefined) return refused;
  return withPicture(app.home, request, async ({ path, digest }) => {
    const photo = { visitId: params.id, photoId: params.photoId, originalDigest: digest };
    const known = await knownPhoto(ctx, photo);
    if (known !== undefined) return known;
    return inDarkroom(path, (developed) =>
      execute(
        commandDeps(app),
        ctx.actor,
        attachPhoto,
        { ...photo, developed, store: app.files },
        { requestId: request.id, idempotency: keyOf(request, digest), writtenAt: request.sent?.writtenAt },
      ),
    );
  });
}

/** The picture itself, for whoever sees the visit; saved, it is called after the customer and the day. */
async function sendPhoto({ app, actor, params, query, reply }: Raw<typeof contract.photoContent>) {
  const ctx: ReadContext = { db: app.database.db, actor: must(actor), clock: app.clock };
  const visit = await shownVisit(ctx, params.id);
  if (isRefusal(visit)) return visit;
  const row = await photoRows(ctx, params.id).where('p.file_id', '=', params.photoId).executeTakeFirst();
  const file = row === undefined ? undefined : await fileOf(ctx, params.photoId);
  if (file === undefined) return notFound('visits.unknownPhoto');
  return sendPicture(app.files, reply, {
    companyId: ctx.actor.companyId,
    digest: query.size === 'thumb' ? (file.thumbnail_digest ?? file.digest) : file.digest,
    name: `${visit.customer} ${visit.day}`,
  });
}
