import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { renewSession, useMe } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Row, Stack } from '#ui/card.tsx';
import { PasswordField } from '#ui/fields.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { toastDone } from '#ui/toast.tsx';

const nothing = { current: '', next: '' };

/** A new password, proved by the present one. */
export function PasswordChange() {
  const { t } = useTranslation(['identity', 'common']);
  const { person } = useMe();
  const [entered, setEntered] = useState(nothing);
  const [asked, setAsked] = useState(false);
  const change = $api.useMutation('post', '/api/v1/me/password', {
    onSuccess: async () => {
      await renewSession();
      setEntered(nothing);
      setAsked(false);
      toastDone(t('me.password.done'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (entered.current !== '' && entered.next !== '' && !change.isPending) change.mutate({ body: entered });
  };
  const errorOf = (field: keyof typeof nothing, label: string): string | undefined =>
    asked && entered[field] === '' ? t('common:field.required', { label }) : fieldProblem(change.error, field);
  const label = { current: t('me.password.current'), next: t('me.password.next') };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemAlert error={change.error} />
        <input type="text" name="username" autoComplete="username" value={person.name} readOnly hidden />
        <PasswordField
          label={label.current}
          autoComplete="current-password"
          value={entered.current}
          onChange={(current) => setEntered({ ...entered, current })}
          error={errorOf('current', label.current)}
        />
        <PasswordField
          label={label.next}
          description={t('me.password.hint')}
          autoComplete="new-password"
          value={entered.next}
          onChange={(next) => setEntered({ ...entered, next })}
          error={errorOf('next', label.next)}
        />
        <Row>
          <Button submit busy={change.isPending}>
            {t('me.password.submit')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
