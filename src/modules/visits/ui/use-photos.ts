import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '#platform/shared/id.ts';
import { $api } from '#platform/web/api.ts';
import { phoneNow } from '#platform/web/offline/clock.ts';
import { useOutbox } from '#platform/web/offline/mirror.ts';
import { submit } from '#platform/web/offline/outbox.ts';
import { type Entry, phoneStore } from '#platform/web/offline/store.ts';
import { useMe } from '#platform/web/session.ts';
import { toastDone } from '#ui/toast.tsx';
import type { Visit } from '../contract.ts';
import { takesPhotos } from '../rules-photos.ts';
import { fitPhoto } from './fit-photo.ts';
import { addPhotoCommand } from './photo-commands.ts';

/** A photo on the screen; `entry` is its place in the outbox while it is not with the server. */
export interface ShownPhoto {
  id: string;
  takenAt: string;
  entry: Entry | undefined;
}

/** The photos of a visit, those of this phone that wait or were refused included. */
export function usePhotos(visit: Visit) {
  const me = useMe();
  const path = { params: { path: { id: visit.id } } };
  const { data, error } = $api.useQuery('get', '/api/v1/visits/{id}/photos', path);
  const unsent = useOutbox().filter(
    ({ command, params, state }) => command === addPhotoCommand.id && params['id'] === visit.id && state !== 'sent',
  );
  const entryOf = (id: string): Entry | undefined => unsent.find(({ params }) => params['photoId'] === id);
  const told = (data?.items ?? []).map(({ id, takenAt }): ShownPhoto => ({ id, takenAt, entry: entryOf(id) }));
  const own = unsent
    .filter(({ params }) => !told.some(({ id }) => id === params['photoId']))
    .map((entry): ShownPhoto => {
      const takenAt = new Date(entry.writtenAt).toISOString();
      return { id: entry.params['photoId'] ?? '', takenAt, entry };
    });
  const photos = [...told, ...own].toSorted((a, b) => a.takenAt.localeCompare(b.takenAt));
  const mayAdd = data?.can.add ?? (visit.person.id === me.person.id && takesPhotos(visit.state));
  return { photos, mayAdd, unread: data === undefined && error !== null };
}

/** Adds pictures to the visit; what the phone itself cannot read is said at once. */
export function useTakePhoto(visit: Visit) {
  const { t } = useTranslation(['visits', 'common']);
  const [problem, setProblem] = useState<{ error: unknown; unreadable: boolean } | null>(null);
  const take = async (file: File): Promise<void> => {
    setProblem(null);
    const photo = await fitPhoto(file);
    if (photo === undefined) return setProblem({ error: null, unreadable: true });
    const photoId = newId(phoneNow());
    const done = await submit(addPhotoCommand, {
      params: { id: visit.id, photoId },
      body: undefined,
      photo,
      about: { title: visit.customer.name, screen: `/visits/${visit.id}` },
      makes: [photoId],
      needs: [visit.id, visit.customer.id],
    });
    if (done.state === 'refused') setProblem({ error: done.problem, unreadable: false });
    else toastDone(done.state === 'sent' ? t('photos.sent') : t('common:outbox.kept'));
  };
  return { take, problem };
}

/** A picture that still lies on this phone, as an address for an <img>; undefined while it is read, or where it is no longer here. */
export function usePictureHere(entryId: string | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (entryId === undefined) return undefined;
    let made: string | undefined;
    let left = false;
    const read = async (): Promise<void> => {
      const kept = await (await phoneStore())?.photos.get(entryId);
      if (kept === undefined || left) return;
      made = URL.createObjectURL(new Blob([kept.bytes], { type: kept.type }));
      setAddress(made);
    };
    void read();
    return () => {
      left = true;
      setAddress(undefined);
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [entryId]);
  return address;
}
