import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { startLive } from '#platform/web/live.ts';
import { onSessionLost, useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { ConnectionBanner, Shell } from '#ui/shell.tsx';
import { usePlaces } from './places.tsx';

function Connection() {
  const { t } = useTranslation();
  const connection = useConnection();
  if (connection === 'on') return null;
  return <ConnectionBanner title={t(`connection.${connection}`)} text={t(`connection.${connection}Text`)} />;
}

function NoAccess() {
  const { t } = useTranslation();
  return (
    <Page title={t('noAccess.title')}>
      <EmptyState title={t('noAccess.title')} text={t('noAccess.text')} />
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
      banner={<Connection />}
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
