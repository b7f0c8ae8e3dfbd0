import type { FastifyReply, FastifyRequest } from 'fastify';
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
 * of the type it is. A browser may keep it and asks each time whether it may still show it.
 */
export async function sendPicture(
  store: FileStore,
  request: FastifyRequest,
  reply: FastifyReply,
  { companyId, digest, name }: Sent,
): Promise<Outcome<unknown>> {
  const tag = `"${digest}"`;
  void reply
    .header('content-disposition', attachmentNamed(name, 'jpg'))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-cache')
    .header('etag', tag);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  const bytes = await store.get({ companyId, digest });
  if (bytes !== undefined) return reply.type('image/jpeg').send(bytes);
  for (const header of ['content-disposition', 'etag']) void reply.removeHeader(header);
  void reply.header('cache-control', 'no-store');
  return refuse('unavailable', 'files.notHere');
}
