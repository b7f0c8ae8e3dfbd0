import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { type Arrived, withArrival } from '#platform/server/files/arrival.ts';
import { type Outcome, refuse } from '#platform/shared/result.ts';
import { mostPictureBytes, mostPictureMegabytes } from './rules.ts';

/**
 * Takes the picture that is a request's whole body onto this machine's disk while `work` has need of it. One that announces too much is
 * refused before a byte of it is read.
 */
export async function withPicture<T>(
  home: string,
  request: FastifyRequest,
  work: (arrived: Arrived) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const tooLarge = refuse('tooLarge', 'files.tooLarge', { params: { limit: mostPictureMegabytes } });
  if (Number(request.headers['content-length'] ?? 0) > mostPictureBytes) return tooLarge;
  if (!(request.body instanceof Readable)) return refuse('invalid', 'mediaType');
  return withArrival(home, request.body, { most: mostPictureBytes, tooLarge }, work);
}
