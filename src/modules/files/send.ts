import type { FastifyReply } from 'fastify';
import type { FileStore } from '#platform/server/files/store.ts';
import { attachmentNamed } from '#platform/server/http/attachment.ts';
import { type Outcome, refuse } from '#platform/shared/result.ts';

interface Sent {
  companyId: string;
  digest: string;
  /** As whoever saves it reads it, without ending. */
  name: string;
}

/**
 * Sends a picture so that it can be looked at in an <img> and saved, and is never a page of this origin: as an attachment, in a sandbox,
 * of the type it is. No browser keeps it: on a phone it would outlive the signing out.
 */
export async function sendPicture(
  store: FileStore,
  reply: FastifyReply,
  { companyId, digest, name }: Sent,
): Promise<Outcome<unknown>> {
  void reply
    .header('content-disposition', attachmentNamed(name, 'jpg'))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store');
  const bytes = await store.get({ companyId, digest });
  if (bytes !== undefined) return reply.type('image/jpeg').send(bytes);
  void reply.removeHeader('content-disposition');
  return refuse('unavailable', 'files.notHere');
}
