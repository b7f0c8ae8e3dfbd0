import { IconCamera } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { useFormat } from '#platform/web/format.ts';
import { Button } from '#ui/button.tsx';
import { Section, Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Visit } from '../contract.ts';
import styles from './photos.module.css';
import { type ShownPhoto, usePhotos, usePictureHere, useTakePhoto } from './use-photos.ts';

/** The photos of a visit and the camera, before the check-in as after it. */
export function VisitPhotos({ visit }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  const { photos, mayAdd, unread } = usePhotos(visit);
  const { take, problem } = useTakePhoto(visit);
  const [looking, setLooking] = useState<ShownPhoto | null>(null);
  const nothing = photos.length === 0;
  if (nothing && !mayAdd && !unread) return null;
  return (
    <Section title={t('photos.title')} actions={mayAdd && <Camera onPicture={(file) => void take(file)} />}>
      <Stack gap="small">
        {problem?.unreadable === true && <Notice tone="bad">{t('photos.unreadable')}</Notice>}
        <ProblemAlert error={problem?.error ?? null} />
        {nothing && <small>{unread ? t('photos.unread') : t('photos.empty')}</small>}
        {!nothing && (
          <ul className={styles.photos}>
            {photos.map((photo) => (
              <li key={photo.id}>
                <Thumbnail visitId={visit.id} photo={photo} onLook={() => setLooking(photo)} />
              </li>
            ))}
          </ul>
        )}
      </Stack>
      {looking !== null && <Look visitId={visit.id} photo={looking} onClose={() => setLooking(null)} />}
    </Section>
  );
}

/** On a phone the camera opens, on a desk a file is chosen. */
function Camera({ onPicture }: { onPicture: (file: File) => void }) {
  const { t } = useTranslation('visits');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<IconCamera size={20} aria-hidden />} onClick={() => input.current?.click()}>
        {t('photos.take')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same picture may be chosen once more.
          currentTarget.value = '';
          if (file !== undefined) onPicture(file);
        }}
      />
    </>
  );
}

interface PhotoProps {
  visitId: string;
  photo: ShownPhoto;
}

function Thumbnail({ visitId, photo, onLook }: PhotoProps & { onLook: () => void }) {
  const { t } = useTranslation('visits');
  const refused = photo.entry?.state === 'refused';
  return (
    <button type="button" className={styles.thumbnail} onClick={onLook}>
      <Picture visitId={visitId} photo={photo} size="thumb" />
      {photo.entry !== undefined && (
        <span className={styles.state}>
          <Tag tone={refused ? 'bad' : 'warn'}>{refused ? t('photos.refused') : t('photos.waiting')}</Tag>
        </span>
      )}
    </button>
  );
}

function Look({ visitId, photo, onClose }: PhotoProps & { onClose: () => void }) {
  const title = usePhotoName()(photo);
  return (
    <Dialog title={title} open size="large" onClose={onClose}>
      <div className={styles.full}>
        <Picture visitId={visitId} photo={photo} size="full" />
      </div>
    </Dialog>
  );
}

function usePhotoName(): (photo: ShownPhoto) => string {
  const { t } = useTranslation('visits');
  const format = useFormat();
  return ({ takenAt }) => t('photos.photo', { time: format.instant(takenAt, 'time') });
}

/** From this phone while it is not sent, then from the server; words where neither has it now. */
function Picture({ visitId, photo, size }: PhotoProps & { size: 'full' | 'thumb' }) {
  const { t } = useTranslation('visits');
  const connection = useConnection();
  const here = usePictureHere(photo.entry?.id);
  const [missing, setMissing] = useState<string>();
  const there = `/api/v1/visits/${visitId}/photos/${photo.id}/content?size=${size}`;
  const address = photo.entry === undefined ? there : here;
  const name = usePhotoName()(photo);
  if (address === undefined) return <span className={styles.blank} />;
  // Asked again once the connection is another.
  if (missing === `${connection} ${address}`) return <span className={styles.blank}>{t('photos.notHere')}</span>;
  return <img src={address} alt={name} loading="lazy" onError={() => setMissing(`${connection} ${address}`)} />;
}
