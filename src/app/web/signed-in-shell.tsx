import { Link, Outlet, useLocation, useMatches, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { startLive } from '#platform/web/live.ts';
import { fillPhone } from '#platform/web/offline/fill.ts';
import { startSender } from '#platform/web/offline/sender.ts';
import { onSessionLost, renewSession, useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { ConnectionBanner, Shell } from '#ui/shell.tsx';
import { usePlaces } from './places.tsx';

function Connection() {
  const { t } = useTranslation();
  const connection = useConnection();
  if (connection === 'on') return null;
  return <ConnectionBanner title={t(`connection.${connection}`)} text={t(`connection.${connection}Text`)} />;
}

/** An administrator knows the password: said everywhere but where it is changed. */
function TemporaryPassword() {
  const { t } = useTranslation('identity');
  const { passwordIsTemporary } = useMe();
  const { pathname } = useLocation();
  if (!passwordIsTemporary || pathname === '/me') return null;
  return (
    <Notice tone="warn">
      <p>
        {t('me.temporary')} <Link to="/me">{t('me.password.submit')}</Link>
      </p>
    </Notice>
  );
}

function NoAccess() {
  const { t } = useTranslation();
  return (
    <Page title={t('noAccess.title')} width="reading">
      <p>{t('noAccess.text')}</p>
    </Page>
  );
}

/** What stays around every screen behind sign-in: the menu, the state of the connection, the stream of events. */
export function SignedInShell() {
  const { t } = useTranslation();
  const router = useRouter();
  const me = useMe();
  const { groups, tabs } = usePlaces();
  const needs = useMatches().at(-1)?.staticData.needs;

  useEffect(() => startLive(), []);
  useEffect(() => {
    // The next read says so too, and leads to the sign-in page.
    const stop = startSender(() => void renewSession());
    const soon = setTimeout(() => void fillPhone().catch(() => undefined), 2_000);
    return () => {
      stop();
      clearTimeout(soon);
    };
  }, []);
  useEffect(
    () =>
      onSessionLost(() => {
        const to = router.state.location.href;
        void router.navigate({ to: '/sign-in', search: { to, ended: true } });
      }),
    [router],
  );

  return (
    <Shell
      brand={
        <>
          {t('product')} <small>{me.unit?.name ?? me.company.name}</small>
        </>
      }
      groups={groups}
      foot={null}
      tabs={tabs}
      banner={
        <>
          <Connection />
          <TemporaryPassword />
        </>
      }
    >
      {needs !== undefined && !me.capabilities.includes(needs) ? (
        <NoAccess />
      ) : (
        <Suspense fallback={<Busy />}>
          <Outlet />
        </Suspense>
      )}
    </Shell>
  );
}
