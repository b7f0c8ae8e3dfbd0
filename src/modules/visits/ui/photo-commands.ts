import { queuedCommand } from '#platform/web/offline/command.ts';

/** A photo waits like any other command, with the picture in place of a body. */
export const addPhotoCommand = queuedCommand('put', '/api/v1/visits/{id}/photos/{photoId}', {
  id: 'visits.addPhoto',
  version: 1,
  stale: ['/api/v1/visits', '/api/v1/customers/{id}/timeline'],
});
