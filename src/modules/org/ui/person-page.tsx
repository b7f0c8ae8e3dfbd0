import { useParams } from '@tanstack/react-router';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Facts, Row, Section, Stack } from '#ui/card.tsx';
import { ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { employmentKinds } from '../rules.ts';
import { ChangePersonDialog } from './change-person.tsx';
import { LeaveDialog, RejoinDialog } from './leave-person.tsx';
import { StateTag } from './people-list.tsx';
import { PostPersonDialog } from './post-person.tsx';
import { PostingHistory } from './posting-history.tsx';
import styles from './person-page.module.css';
import { type Person, usePositionLabel } from './reading.ts';

interface PersonPageProps {
  /** For who manages people: the person's way in, which the organisation itself knows nothing of. */
  Account: ComponentType<{ person: { id: string; name: string } }>;
}

/** A person: how to reach him, where he works and worked, and what may be done about it. */
export function PersonPage({ Account }: PersonPageProps) {
  const { t } = useTranslation('org');
  const { id = '' } = useParams({ strict: false });
  const person = $api.useQuery('get', '/api/v1/people/{id}', { params: { path: { id } } });
  const back = { link: { to: '/people' }, label: t('people.title') } as const;
  if (person.data === undefined)
    return (
      <Page title={t('people.title')} back={back}>
        {person.error === null ? <Busy /> : <ErrorState error={person.error} onRetry={() => void person.refetch()} />}
      </Page>
    );
  return <Shown person={person.data} back={back} Account={Account} />;
}

interface ShownProps extends PersonPageProps {
  person: Person;
  back: Parameters<typeof Page>[0]['back'];
}

function Shown({ person, back, Account }: ShownProps) {
  const { t } = useTranslation('org');
  const position = usePositionLabel();
  const place = [position(person.position), person.unit?.name].filter(Boolean).join(' · ');
  return (
    <Page
      title={person.name}
      titleNote={<StateTag row={person} />}
      subtitle={place}
      back={back}
      actions={person.can.change && <Actions person={person} />}
      {...(person.can.change
        ? { aside: <Account key={person.id} person={person} />, asideLabel: t('person.account') }
        : {})}
    >
      <Stack gap="large">
        <ContactFacts person={person} />
        <Section title={t(person.can.seeHistory ? 'posting.history' : 'posting.current')}>
          <PostingHistory person={person} />
        </Section>
        {person.can.seeHistory && <Employments person={person} />}
      </Stack>
    </Page>
  );
}

function ContactFacts({ person }: { person: Person }) {
  const { t } = useTranslation('org');
  if (!person.can.seeContact) return <small>{t('person.contactHidden')}</small>;
  const none = t('person.none');
  return (
    <Facts
      facts={[
        {
          label: t('person.phone'),
          value:
            person.phone === null ? (
              none
            ) : (
              <a className={styles.reach} href={`tel:${person.phone.replaceAll(/[^\d+]/g, '')}`}>
                {person.phone}
              </a>
            ),
        },
        {
          label: t('person.email'),
          value:
            person.email === null ? (
              none
            ) : (
              <a className={styles.reach} href={`mailto:${person.email}`}>
                {person.email}
              </a>
            ),
        },
        { label: t('employment.number'), value: person.employmentNumber ?? none },
      ]}
    />
  );
}

function Employments({ person }: { person: Person }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const kindOf = (code: string): string => {
    const kind = employmentKinds.find((known) => known === code);
    return kind === undefined ? code : t(`employmentKind.${kind}`);
  };
  return (
    <Section title={t('employment.title')}>
      <Stack>
        {person.employments.map((employment) => (
          <Facts
            key={employment.id}
            facts={[
              { label: t('employment.kind'), value: kindOf(employment.kind) },
              { label: t('employment.fromDay'), value: format.day(employment.fromDay) },
              ...(employment.toDay === null
                ? []
                : [
                    { label: t('employment.toDay'), value: format.day(employment.toDay) },
                    { label: t('employment.leaveReason'), value: employment.leaveReason ?? '' },
                  ]),
            ]}
          />
        ))}
      </Stack>
    </Section>
  );
}

type Asking = 'change' | 'move' | 'beside' | 'leave' | 'rejoin' | null;

function Actions({ person }: { person: Person }) {
  const { t } = useTranslation(['org', 'common']);
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  return (
    <>
      <Row>
        <Button onClick={() => setAsking('change')}>{t('common:action.edit')}</Button>
        {person.state === 'left' ? (
          <Button kind="primary" onClick={() => setAsking('rejoin')}>
            {t('employment.rejoin')}
          </Button>
        ) : (
          <>
            <Button onClick={() => setAsking('beside')}>{t('posting.beside')}</Button>
            <Button kind="quiet" onClick={() => setAsking('leave')}>
              {t('employment.leave')}
            </Button>
            <Button kind="primary" onClick={() => setAsking('move')}>
              {t('posting.move')}
            </Button>
          </>
        )}
      </Row>
      {asking === 'change' && <ChangePersonDialog person={person} onClose={close} />}
      {(asking === 'move' || asking === 'beside') && (
        <PostPersonDialog person={person} main={asking === 'move'} onClose={close} />
      )}
      {asking === 'leave' && <LeaveDialog person={person} onClose={close} />}
      {asking === 'rejoin' && <RejoinDialog person={person} onClose={close} />}
    </>
  );
}
