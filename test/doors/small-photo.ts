import type { Client, TestApp } from '../harness/app.ts';

/** A JPEG of 8 by 6 pixels, as a body. */
export const smallPhoto = {
  headers: { 'content-type': 'image/jpeg' },
  body: Buffer.from(
    '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCYAEvP/9k=',
    'base64',
  ),
};

/** Adds it to a visit. */
export async function putSmallPhoto(app: TestApp, client: Client, ids: { visitId: string; photoId: string }) {
  const response = await app.node.server.inject({
    method: 'PUT',
    url: `/api/v1/visits/${ids.visitId}/photos/${ids.photoId}`,
    headers: { cookie: client.cookie, ...smallPhoto.headers },
    payload: smallPhoto.body,
  });
  if (response.statusCode !== 201) throw new Error(`photo: ${response.statusCode} ${response.body}`);
}
