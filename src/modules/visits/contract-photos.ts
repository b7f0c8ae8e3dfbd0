import { z } from 'zod';
import { pictureTypes } from '#modules/files/rules.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { instantShape, uuid } from '#platform/shared/page.ts';

const photoShape = z.object({
  id: uuid,
  takenAt: instantShape,
  recordedAt: instantShape,
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});
export type Photo = z.infer<typeof photoShape>;

const photosShape = z.object({ items: z.array(photoShape), can: z.object({ add: z.boolean() }) });
export type Photos = z.infer<typeof photosShape>;

const visitPath = z.strictObject({ id: uuid });
/** `photoId` is made by the client (UUIDv7). */
const photoPath = visitPath.extend({ photoId: uuid });

export const addPhoto = endpoint({
  id: 'visits.addPhoto',
  method: 'PUT',
  path: '/visits/{id}/photos/{photoId}',
  summary:
    'Add a photo to one’s own visit: the body is the picture. It is kept upright, at most 2,560 pixels long and without metadata; taken when Kejing-Written-At says',
  access: 'visits.make',
  params: photoPath,
  bytes: pictureTypes,
  response: photoShape,
  status: 201,
});

export const listPhotos = endpoint({
  id: 'visits.listPhotos',
  method: 'GET',
  path: '/visits/{id}/photos',
  summary: 'The photos of a visit; for those who see the visit',
  access: 'signedIn',
  params: visitPath,
  response: photosShape,
});

export const photoContent = endpoint({
  id: 'visits.photoContent',
  method: 'GET',
  path: '/visits/{id}/photos/{photoId}/content',
  summary: 'A photo itself, full or small',
  access: 'signedIn',
  params: photoPath,
  query: z.strictObject({ size: z.enum(['full', 'thumb']).default('full') }),
  produces: 'image/jpeg',
});
