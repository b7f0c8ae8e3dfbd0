import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { useFormat } from '#platform/web/format.ts';
import { useOutbox } from '#platform/web/offline/mirror.ts';
import { usePressure } from '#platform/web/offline/pressure.ts';
import { useShownSince } from '#platform/web/offline/shown.ts';
import { Notice } from '#ui/notice.tsx';
import { ConnectionBanner } from '#ui/shell.tsx';

/** The state of the connection in one calm line: what waits to be sent, and how old is what is shown. Nothing while all is well. */
export function ConnectionLine() {
  const { t } = useTranslation(['outbox', 'common']);
  const format = useFormat();
  const connection = useConnection();
  const since = useShownSince();
  const waiting = useOutbox().filter(({ state }) => state === 'pending').length;
  if (connection === 'on' && since === undefined) return null;
  const today = since !== undefined && format.today() === format.dayOf(new Date(since).toISOString());
  const parts = [
    ...(waiting > 0 ? [t('banner.waiting', { count: waiting })] : []),
    ...(since === undefined
      ? []
      : [t('banner.asOf', { time: format.instant(new Date(since).toISOString(), today ? 'time' : 'monthDayTime') })]),
  ];
  const title = t(connection === 'on' ? 'banner.slow' : `common:connection.${connection}`);
  return (
    <ConnectionBanner
      title={title}
      text={parts.length === 0 ? t('banner.goOn') : parts.join(t('banner.comma'))}
      more={waiting > 0 && <Link to="/outbox">{t('banner.open')}</Link>}
    />
  );
}

/** What a person must look at: the server refused something, or the device has no room. */
export function OutboxNotices() {
  const { t } = useTranslation('outbox');
  const pressure = usePressure();
  const refused = useOutbox().filter(({ state }) => state === 'refused').length;
  if (refused === 0 && pressure === 'none') return null;
  return (
    <Notice tone="warn">
      {refused > 0 && (
        <p>
          {t('banner.refused', { count: refused })} <Link to="/outbox">{t('banner.open')}</Link>
        </p>
      )}
      {pressure !== 'none' && <p>{t(`pressure.${pressure}`)}</p>}
    </Notice>
  );
}
