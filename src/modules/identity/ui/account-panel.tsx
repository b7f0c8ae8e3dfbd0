import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '#platform/web/answer.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { refreshOn } from '#platform/web/live.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Facts, Row, Section, Stack } from '#ui/card.tsx';
import { Confirm } from '#ui/dialog.tsx';
import { PasswordField, TextField } from '#ui/fields.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { Tag } from '#ui/tag.tsx';
import { toastDone } from '#ui/toast.tsx';

refreshOn('identity.account', '/api/v1/people');
refreshOn('org.personLeft', '/api/v1/people');

type Account = NonNullable<Answer<'get', '/api/v1/people/{id}/account'>['account']>;

interface PersonProps {
  person: { id: string; name: string };
}

/** A person's way in: opened, renewed and ended by who manages people. */
export function AccountPanel({ person }: PersonProps) {
  const { t } = useTranslation('identity');
  const found = $api.useQuery('get', '/api/v1/people/{id}/account', { params: { path: { id: person.id } } });
  const account = found.data?.account;
  return (
    <Section title={t('account.title')}>
      {found.data === undefined ? (
        found.error === null ? (
          <Busy />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        )
      ) : account == null || account.ended ? (
        <OpenAccount person={person} account={account ?? null} />
      ) : (
        <OpenOne person={person} account={account} />
      )}
    </Section>
  );
}

function OpenAccount({ person, account }: PersonProps & { account: Account | null }) {
  const { t } = useTranslation('identity');
  const [userName, setUserName] = useState(account?.userName ?? person.name);
  const [password, setPassword] = useState('');
  const open = $api.useMutation('post', '/api/v1/people/{id}/account', {
    onSuccess: async () => {
      await refresh('/api/v1/people');
      toastDone(t('account.opened', { name: person.name }));
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!open.isPending) open.mutate({ params: { path: { id: person.id } }, body: { userName, password } });
      }}
    >
      <Stack>
        <p>{t(account === null ? 'account.none' : 'account.ended')}</p>
        <ProblemAlert error={open.error} kept />
        <TextField
          label={t('signIn.userName')}
          description={t('account.userNameHint')}
          autoComplete="off"
          value={userName}
          onChange={setUserName}
          error={fieldProblem(open.error, 'userName')}
        />
        <PasswordField
          label={t('account.firstPassword')}
          description={t('account.passwordHint')}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={fieldProblem(open.error, 'password')}
        />
        <Row>
          <Button submit busy={open.isPending}>
            {t(account === null ? 'account.open' : 'account.openAnew')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}

function OpenOne({ person, account }: PersonProps & { account: Account }) {
  const { t } = useTranslation('identity');
  const me = useMe();
  const format = useFormat();
  const [ending, setEnding] = useState(false);
  const [resetting, setResetting] = useState(false);
  const close = $api.useMutation('delete', '/api/v1/people/{id}/account', {
    onSuccess: async () => {
      await refresh('/api/v1/people');
      toastDone(t('account.closed', { name: person.name }));
    },
    onSettled: () => setEnding(false),
  });
  return (
    <Stack>
      <ProblemAlert error={close.error} />
      <Facts
        facts={[
          { label: t('signIn.userName'), value: account.userName },
          { label: t('account.sessions'), value: t('account.sessionCount', { count: account.sessions }) },
          ...(account.endsAt === null ? [] : [{ label: t('account.endsAt'), value: format.instant(account.endsAt) }]),
        ]}
      />
      {account.passwordIsTemporary && (
        <Row>
          <Tag tone="warn">{t('account.temporary')}</Tag>
        </Row>
      )}
      {resetting ? (
        <ResetPassword person={person} onDone={() => setResetting(false)} />
      ) : (
        <Row>
          <Button onClick={() => setResetting(true)}>{t('account.reset')}</Button>
          {person.id !== me.person.id && (
            <Button kind="quiet" onClick={() => setEnding(true)}>
              {t('account.close')}
            </Button>
          )}
        </Row>
      )}
      <Confirm
        title={t('account.closeTitle', { name: person.name })}
        text={t('account.closeText')}
        verb={t('account.close')}
        danger
        open={ending}
        busy={close.isPending}
        onConfirm={() => close.mutate({ params: { path: { id: person.id } } })}
        onClose={() => setEnding(false)}
      />
    </Stack>
  );
}

function ResetPassword({ person, onDone }: PersonProps & { onDone: () => void }) {
  const { t } = useTranslation(['identity', 'common']);
  const [password, setPassword] = useState('');
  const reset = $api.useMutation('post', '/api/v1/people/{id}/account/password', {
    onSuccess: async () => {
      await refresh('/api/v1/people');
      toastDone(t('account.resetDone', { name: person.name }));
      onDone();
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!reset.isPending) reset.mutate({ params: { path: { id: person.id } }, body: { password } });
      }}
    >
      <Stack>
        <p>{t('account.resetText')}</p>
        <ProblemAlert error={reset.error} />
        <PasswordField
          label={t('account.temporaryPassword')}
          description={t('account.passwordHint')}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={fieldProblem(reset.error, 'password')}
        />
        <Row>
          <Button onClick={onDone}>{t('common:action.cancel')}</Button>
          <Button submit kind="primary" busy={reset.isPending}>
            {t('account.reset')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
