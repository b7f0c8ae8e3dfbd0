import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import type { FileStore } from '#platform/server/files/store.ts';
import type { Developed } from './develop.ts';

/** Lays a picture's bytes down and its row beside them, in the command's transaction: the row is never without its bytes. */
export async function keepPicture(
  ctx: WriteContext,
  store: FileStore,
  picture: { id: string; originalDigest: string; developed: Developed },
): Promise<void> {
  const { companyId, personId } = ctx.actor;
  const { full, thumbnail } = picture.developed;
  await ctx.db
    .insertInto('file')
    .values({
      company_id: companyId,
      id: picture.id,
      digest: full.digest,
      bytes: full.bytes.length,
      media_type: 'image/jpeg',
      width: full.width,
      height: full.height,
      thumbnail_digest: thumbnail.digest,
      thumbnail_bytes: thumbnail.bytes.length,
      original_digest: picture.originalDigest,
      created_at: ctx.now,
      by_person: personId,
    })
    .execute();
  for (const { digest, bytes } of [full, thumbnail]) await store.put({ companyId, digest }, bytes);
}

/** What is known under an id, whoever brought it; the caller has asked who may know. */
export async function fileOf(ctx: ReadContext, id: string) {
  return ctx.db
    .selectFrom('file')
    .select(['id', 'digest', 'thumbnail_digest', 'original_digest', 'media_type'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', id)
    .executeTakeFirst();
}
