import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { bootstrapQuery, startSession } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { PasswordField, TextField } from '#ui/fields.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import { EntryFrame } from './entry-frame.tsx';

interface SignInPageProps {
  /** He was signed in until a moment ago. */
  ended: boolean;
  onDone: () => void;
}

export function SignInPage({ ended, onDone }: SignInPageProps) {
  const { t } = useTranslation(['identity', 'common']);
  const { data: bootstrap } = useQuery(bootstrapQuery);
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [company, setCompany] = useState('');
  const [asked, setAsked] = useState(false);
  const signIn = $api.useMutation('post', '/api/v1/session', {
    onSuccess: async (me) => {
      await startSession(me);
      onDone();
    },
  });
  const needsCompany = bootstrap?.companyCodeNeeded === true;
  const complete = userName.trim() !== '' && password !== '' && (!needsCompany || company.trim() !== '');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!complete || signIn.isPending) return;
    const named = needsCompany ? { company: company.trim() } : {};
    signIn.mutate({ body: { userName: userName.trim(), password, ...named } });
  };
  const missing = (label: string, value: string): string | undefined =>
    asked && value.trim() === '' ? t('common:field.required', { label }) : undefined;

  return (
    <EntryFrame title={t('signIn.title')}>
      {ended && signIn.error === null && <Notice>{t('signIn.ended')}</Notice>}
      <ProblemAlert error={signIn.error} />
      <form onSubmit={submit} noValidate>
        <Stack>
          {needsCompany && (
            <TextField
              label={t('signIn.company')}
              description={t('signIn.companyHint')}
              autoComplete="organization"
              value={company}
              onChange={setCompany}
              error={missing(t('signIn.company'), company) ?? fieldProblem(signIn.error, 'company')}
            />
          )}
          <TextField
            label={t('signIn.userName')}
            name="username"
            autoComplete="username"
            value={userName}
            onChange={setUserName}
            error={missing(t('signIn.userName'), userName) ?? fieldProblem(signIn.error, 'userName')}
          />
          <PasswordField
            label={t('signIn.password')}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={missing(t('signIn.password'), password) ?? fieldProblem(signIn.error, 'password')}
          />
          <Button submit kind="primary" wide busy={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      <small>{t('signIn.help')}</small>
    </EntryFrame>
  );
}
