import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { fieldProblem, toProblem } from '#platform/web/problem.ts';
import { type Bootstrap, bootstrapQuery, startSession } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Row, Stack } from '#ui/card.tsx';
import { ErrorState, ProblemAlert } from '#ui/notice.tsx';
import { EntryFrame } from './entry-frame.tsx';
import {
  missingFields,
  requestField,
  requestOf,
  type SetupField,
  type SetupForm,
  setupSteps,
  stepOf,
} from './setup-form.ts';
import { SetupFields } from './setup-fields.tsx';

interface SetupPageProps {
  /** From the link printed on the console; '' when it was opened by hand. */
  token: string;
  onDone: () => void;
}

/** The first start: company and first administrator. Closed for good once it is done. */
export function SetupPage({ token, onDone }: SetupPageProps) {
  const { t } = useTranslation(['identity', 'common']);
  const { data: bootstrap, error, refetch } = useQuery(bootstrapQuery);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (bootstrap === undefined) return <Busy />;
  if (bootstrap.state === 'ready') {
    return (
      <EntryFrame title={t('setup.closedTitle')} text={t('setup.closedText')}>
        <ButtonLink to="/sign-in" kind="primary" wide>
          {t('setup.toSignIn')}
        </ButtonLink>
      </EntryFrame>
    );
  }
  return <Steps regions={bootstrap.regions} token={token} onDone={onDone} />;
}

function emptyForm(regions: Bootstrap['regions'], token: string): SetupForm {
  const region = regions[0];
  const company = {
    companyName: '',
    region: region?.code ?? '',
    timeZone: region?.timeZone ?? '',
    language: currentLanguage(),
  };
  return { token, ...company, name: '', userName: '', password: '' };
}

function useSetup(onDone: () => void, onRefused: (refused: unknown) => void) {
  return $api.useMutation('post', '/api/v1/setup', {
    onSuccess: async (me) => {
      await startSession(me);
      onDone();
    },
    onError: onRefused,
  });
}

function Steps({ regions, token, onDone }: { regions: Bootstrap['regions'] } & SetupPageProps) {
  const { t } = useTranslation(['identity', 'common']);
  const [form, setForm] = useState(() => emptyForm(regions, token));
  const [index, setIndex] = useState(token === '' ? 0 : 1);
  const [asked, setAsked] = useState(false);
  const step = setupSteps[index] ?? 'admin';
  const go = (to: number): void => {
    setAsked(false);
    setIndex(to);
  };
  const setup = useSetup(onDone, (refused) => {
    const fields = (toProblem(refused).errors ?? []).map(({ field }) => field);
    go(setupSteps.indexOf(stepOf(fields)));
  });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (missingFields(form, step).length > 0 || setup.isPending) return;
    if (index + 1 < setupSteps.length) go(index + 1);
    else setup.mutate({ body: requestOf(form) });
  };
  const errorOf = (field: SetupField, label: string): string | undefined => {
    if (asked && form[field].trim() === '') return t('common:field.required', { label });
    return fieldProblem(setup.error, requestField[field]);
  };

  return (
    <EntryFrame title={t('setup.title')} text={t('setup.welcome')}>
      <p role="status">
        <small>{t('setup.step', { step: index + 1, of: setupSteps.length })}</small> <b>{t(`setup.${step}.title`)}</b>
      </p>
      <ProblemAlert error={setup.error} kept />
      <form onSubmit={submit} noValidate key={step}>
        <Stack>
          <SetupFields
            step={step}
            form={form}
            regions={regions}
            change={(patch) => setForm({ ...form, ...patch })}
            errorOf={errorOf}
          />
          <Row>
            {index > 0 && <Button onClick={() => go(index - 1)}>{t('common:action.back')}</Button>}
            <Button submit kind="primary" busy={setup.isPending}>
              {step === 'admin' ? t('setup.submit') : t('common:action.next')}
            </Button>
          </Row>
        </Stack>
      </form>
    </EntryFrame>
  );
}
