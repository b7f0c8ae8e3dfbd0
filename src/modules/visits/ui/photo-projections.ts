import type { ProjectionTable } from '#platform/web/offline/projections.ts';
import { addPhotoCommand } from './photo-commands.ts';

/** A photo of this phone stands among the others before it is sent; its measures are the server's to find. */
export const photoProjections: ProjectionTable = {
  [addPhotoCommand.id]: {
    '/api/v1/visits/{id}/photos': (answer, { read, entry }) => {
      const { id, photoId = '' } = entry.params;
      if (id !== read.params['id'] || answer?.items.some((photo) => photo.id === photoId)) return answer;
      const takenAt = new Date(entry.writtenAt).toISOString();
      const photo = { id: photoId, takenAt, recordedAt: takenAt, width: 0, height: 0, bytes: 0 };
      return { items: [...(answer?.items ?? []), photo], can: answer?.can ?? { add: true } };
    },
  },
};
