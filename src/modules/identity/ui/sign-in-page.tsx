import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { leftOnPhone } from '#platform/web/offline/device.ts';
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

const nothing = { company: '', userName: '', password: '' };
type Entered = typeof nothing;

export function SignInPage({ ended, onDone }: SignInPageProps) {
  const { t } = useTranslation('identity');
  const { data: bootstrap } = useQuery(bootstrapQuery);
  const [left] = useState(leftOnPhone);
  const [entered, setEntered] = useState(nothing);
  const [asked, setAsked] = useState(false);
  const signIn = $api.useMutation('post', '/api/v1/session', {
    onSuccess: async (me) => {
      await startSession(me);
      onDone();
    },
  });
  // A user name that several companies have shows only when it is tried.
  const needsCompany = bootstrap?.companyCodeNeeded === true || fieldProblem(signIn.error, 'company') !== undefined;
  const asksFor: readonly (keyof Entered)[] = needsCompany
    ? ['company', 'userName', 'password']
    : ['userName', 'password'];

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (signIn.isPending || asksFor.some((field) => entered[field].trim() === '')) return;
    const { company, userName, password } = entered;
    const named = company.trim() === '' ? {} : { company: company.trim() };
    signIn.mutate({ body: { userName: userName.trim(), password, ...named } });
  };

  return (
    <EntryFrame title={t('signIn.title')}>
      {ended && signIn.error === null && <Notice>{t('signIn.ended')}</Notice>}
      {left > 0 && <Notice>{t('signIn.left', { count: left })}</Notice>}
      <ProblemAlert error={signIn.error} />
      <form onSubmit={submit} noValidate>
        <Stack>
          <SignInFields asksFor={asksFor} entered={entered} change={setEntered} asked={asked} error={signIn.error} />
          <Button submit kind="primary" wide busy={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      <small>{t('signIn.help')}</small>
    </EntryFrame>
  );
}

interface SignInFieldsProps {
  asksFor: readonly (keyof Entered)[];
  entered: Entered;
  change: (entered: Entered) => void;
  /** He has pressed the button: what is empty is marked. */
  asked: boolean;
  error: unknown;
}

function SignInFields({ asksFor, entered, change, asked, error }: SignInFieldsProps) {
  const { t } = useTranslation(['identity', 'common']);
  const field = (name: keyof Entered) => {
    const label = t(`signIn.${name}`);
    const missing = asked && entered[name].trim() === '' ? t('common:field.required', { label }) : undefined;
    return {
      label,
      value: entered[name],
      onChange: (value: string) => change({ ...entered, [name]: value }),
      error: missing ?? fieldProblem(error, name),
    };
  };
  return (
    <>
      {asksFor.includes('company') && (
        <TextField {...field('company')} description={t('signIn.companyHint')} autoComplete="organization" />
      )}
      <TextField {...field('userName')} name="username" autoComplete="username" />
      <PasswordField {...field('password')} name="password" autoComplete="current-password" />
    </>
  );
}
