import { Link, Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';
import { ConnectionLine, OutboxNotices } from './connection-line.tsx';
import { NewVersionNotice } from './new-version-notice.tsx';
import { usePhoneLife } from './phone-life.ts';
import { usePlaces } from './places.tsx';

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
  const me = useMe();
  const { groups, tabs } = usePlaces();
  const needs = useMatches().at(-1)?.staticData.needs;

  usePhoneLife();

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
          <ConnectionLine />
          <OutboxNotices />
          <TemporaryPassword />
          <NewVersionNotice />
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
