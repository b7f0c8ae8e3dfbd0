import { expect, it } from 'vitest';
import type { Entry } from '#platform/web/offline/store.ts';
import { photoProjections } from './photo-projections.ts';

const project = photoProjections['visits.addPhoto']?.['/api/v1/visits/{id}/photos'];

const entry = {
  params: { id: 'visit', photoId: 'photo' },
  writtenAt: Date.parse('2026-11-23T02:00:00Z'),
} as unknown as Entry;

const beside = (id: string) => ({
  read: { path: '/api/v1/visits/{id}/photos' as const, params: { id }, query: new URLSearchParams(), url: '' },
  entry,
  held: async () => undefined,
});

const earlier = {
  id: 'earlier',
  takenAt: '2026-11-23T01:00:00.000Z',
  recordedAt: '2026-11-23T01:00:00.000Z',
  width: 640,
  height: 480,
  bytes: 9_000,
};

it('O8 shows a photo of this phone among the others, once', async () => {
  const once = await project?.({ items: [earlier], can: { add: true } }, beside('visit'));
  expect(once?.items.map(({ id }) => id)).toEqual(['earlier', 'photo']);
  expect(once?.items[1]?.takenAt).toBe('2026-11-23T02:00:00.000Z');
  expect(await project?.(once, beside('visit'))).toEqual(once);
});

it('O8 makes the list of a visit that the server does not know yet', async () => {
  const made = await project?.(undefined, beside('visit'));
  expect(made).toMatchObject({ items: [{ id: 'photo' }], can: { add: true } });
});

it('leaves other visits alone', async () => {
  expect(await project?.(undefined, beside('other'))).toBeUndefined();
});
