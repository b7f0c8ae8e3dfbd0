import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DateStyle, dateStyles, type Language, languages } from '#platform/shared/languages.ts';
import { formatDay } from '#platform/shared/day.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { languageNames } from '#platform/web/language.ts';
import { startSession, useMe } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Row, Section, Stack } from '#ui/card.tsx';
import { RadioField } from '#ui/choice-fields.tsx';
import { Confirm } from '#ui/dialog.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { toastDone } from '#ui/toast.tsx';
import { PasswordChange } from './password-change.tsx';
import { SignOut } from './sign-out.tsx';

interface MePageProps {
  /** Further places, where the screen has no menu beside it. */
  more: ReactNode;
  onSignedOut: () => Promise<void>;
}

/** One's own: how the product speaks to him, his password, where he is signed in. */
export function MePage({ more, onSignedOut }: MePageProps) {
  const { t } = useTranslation('identity');
  const { person, unit, company, passwordIsTemporary } = useMe();
  const places = [...new Set([unit?.name ?? company.name, company.name])];
  return (
    <Page title={person.name} subtitle={places.join(' · ')} width="reading">
      {more}
      {passwordIsTemporary && <Notice tone="warn">{t('me.temporary')}</Notice>}
      <Section title={t('me.preferences')}>
        <Preferences />
      </Section>
      <Section title={t('me.password.title')}>
        <PasswordChange />
      </Section>
      <Section title={t('me.sessions.title')}>
        <Sessions onSignedOut={onSignedOut} />
      </Section>
    </Page>
  );
}

function Preferences() {
  const { t } = useTranslation('identity');
  const me = useMe();
  const format = useFormat();
  const change = $api.useMutation('patch', '/api/v1/me', {
    onSuccess: async ({ language, dateStyle }) => {
      await startSession({ ...me, language: language ?? me.language, dateStyle: dateStyle ?? me.dateStyle });
      toastDone(t('me.saved'));
    },
  });
  const example = (dateStyle: DateStyle): string =>
    formatDay(format.today(), { language: me.language, dateStyle, form: 'short' });
  return (
    <Stack>
      <ProblemAlert error={change.error} />
      <RadioField<Language>
        label={t('me.language')}
        options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
        value={me.language}
        onChange={(language) => language !== '' && change.mutate({ body: { language } })}
      />
      <RadioField<DateStyle>
        label={t('me.dateStyle')}
        options={dateStyles.map((style) => ({ value: style, label: t(`me.${style}`), note: example(style) }))}
        value={me.dateStyle}
        onChange={(dateStyle) => dateStyle !== '' && change.mutate({ body: { dateStyle } })}
      />
    </Stack>
  );
}

function Sessions({ onSignedOut }: Pick<MePageProps, 'onSignedOut'>) {
  const { t } = useTranslation('identity');
  const [asking, setAsking] = useState(false);
  const endOthers = $api.useMutation('post', '/api/v1/session/others-end', {
    onSuccess: () => toastDone(t('me.sessions.ended')),
    onSettled: () => setAsking(false),
  });
  return (
    <Stack>
      <ProblemAlert error={endOthers.error} />
      <Row>
        <Button onClick={() => setAsking(true)}>{t('me.sessions.endOthers')}</Button>
        <SignOut onSignedOut={onSignedOut} />
      </Row>
      <Confirm
        title={t('me.sessions.endOthersConfirm')}
        text={t('me.sessions.endOthersText')}
        verb={t('me.sessions.endOthers')}
        open={asking}
        busy={endOthers.isPending}
        onConfirm={() => endOthers.mutate({})}
        onClose={() => setAsking(false)}
      />
    </Stack>
  );
}
