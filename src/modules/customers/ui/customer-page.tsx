import { IconMapPin, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { regionOf } from '#platform/shared/region/regions.ts';
import { useConnection } from '#platform/web/connection.ts';
import { toProblem } from '#platform/web/problem.ts';
import { useOutbox } from '#platform/web/offline/mirror.ts';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { AnchorButton, Button, ButtonLink } from '#ui/button.tsx';
import { Row, Stack } from '#ui/card.tsx';
import { EmptyState, ErrorState, Notice, ProblemAlert } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { PersonName } from '#ui/person-name.tsx';
import { Tag } from '#ui/tag.tsx';
import { telLink, wayTo } from '../rules.ts';
import { AlikeNotice } from './alike-notice.tsx';
import { useCodes } from './codes.ts';
import { createCustomer } from './commands.ts';
import { ContactsPanel } from './contacts-panel.tsx';
import { CustomerActions } from './customer-actions.tsx';
import styles from './customer.module.css';
import { AssignmentsPanel, FactsPanel, HoldingsPanel, ReachPanel } from './facts-panel.tsx';
import type { CustomerSlots } from './slots.ts';
import { LastVisit, LifecycleTag, NextStepText } from './states.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { useArchive, useCustomer } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

interface CustomerPageProps {
  id: string;
  slots: CustomerSlots;
}

/** Everything of one customer: who it is, what is next, whom one meets there, what happened. */
export function CustomerPage({ id, slots }: CustomerPageProps) {
  const { t } = useTranslation('customers');
  const { data, error, refetch } = useCustomer(id);
  const back = { link: { to: '/customers' } as const, label: t('list.title') };
  if (data !== undefined) return <Loaded customer={data} slots={slots} back={back} />;
  const gone = toProblem(error).status === 404;
  return (
    <Page title={t('nav.one')} back={back}>
      {error == null && <Busy />}
      {error != null && gone && (
        <EmptyState
          title={t('nav.one')}
          text={t('errors.unknown')}
          action={<ButtonLink to="/customers">{t('list.title')}</ButtonLink>}
        />
      )}
      {error != null && !gone && <ErrorState error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}

interface LoadedProps {
  customer: Customer;
  slots: CustomerSlots;
  back: { link: { to: '/customers' }; label: string };
}

function Loaded({ customer, slots, back }: LoadedProps) {
  const { t } = useTranslation('customers');
  const { person } = useMe();
  return (
    <Page
      title={customer.name}
      {...(customer.shortName === null || customer.name.startsWith(customer.shortName)
        ? {}
        : { titleNote: customer.shortName })}
      subtitle={
        <>
          <PersonName person={customer.owner} meId={person.id} /> · {customer.unit.name}
        </>
      }
      back={back}
      asideLabel={t('detail.facts')}
      aside={
        <>
          <ReachPanel customer={customer} />
          <FactsPanel customer={customer} />
          <HoldingsPanel customer={customer} />
          <AssignmentsPanel customer={customer} />
        </>
      }
    >
      <Stack>
        <ArchivedNotice customer={customer} />
        <AlikeAfterwards customer={customer} />
        <Head customer={customer} slots={slots} />
        <CustomerActions customer={customer} />
      </Stack>
      {(slots.panels ?? []).map((Panel, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the list is fixed by the application
        <Panel key={index} customer={customer} />
      ))}
      <ContactsPanel customer={customer} />
      <TimelinePanel customer={customer} />
    </Page>
  );
}

/** What one wants standing at the door: state, next step, and the buttons under the thumb. */
function Head({ customer, slots }: Pick<LoadedProps, 'customer' | 'slots'>) {
  const { t } = useTranslation('customers');
  const tags = useCodes('tag');
  const { company } = useMe();
  const [phone] = customer.phones.filter(({ e164 }) => e164 !== null);
  const [address] = customer.addresses;
  return (
    <div className={styles.head}>
      <Row>
        <LifecycleTag lifecycle={customer.lifecycle} />
        {customer.tags.map((tag) => (
          <Tag key={tag} tone="none">
            {tags.labelOf(tag)}
          </Tag>
        ))}
      </Row>
      <p className={styles.next}>
        <span>
          <small>{t('field.nextStep')}</small>{' '}
          <b>
            <NextStepText step={customer.nextStep} />
          </b>
        </span>
        <LastVisit at={customer.lastVisitAt} />
      </p>
      <div className={styles.thumb}>
        {address !== undefined && (
          <AnchorButton
            href={wayTo(address, regionOf(company.region).country)}
            target="_blank"
            rel="noreferrer"
            icon={<IconMapPin size={18} aria-hidden />}
          >
            {t('detail.navigate')}
          </AnchorButton>
        )}
        {phone?.e164 != null && (
          <AnchorButton href={telLink(phone.e164, phone.extension)} icon={<IconPhone size={18} aria-hidden />}>
            {t('detail.call')}
          </AnchorButton>
        )}
        {(slots.actions ?? []).map((Action, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the list is fixed by the application
          <Action key={index} customer={customer} />
        ))}
      </div>
    </div>
  );
}

/** What was written without a network could not be compared with everybody: done once it was sent. */
function AlikeAfterwards({ customer: { id, name, taxNumber, phones } }: { customer: Customer }) {
  const late = useOutbox().some(
    ({ command, makes, sentAt, writtenAt }) =>
      command === createCustomer.id && makes.includes(id) && sentAt !== null && sentAt - writtenAt > soon,
  );
  if (!late) return null;
  return <AlikeNotice name={name} phone={phones[0]?.typed ?? ''} taxNumber={taxNumber ?? ''} except={id} />;
}

/** Whatever is sent within this time was compared while it was typed; milliseconds. */
const soon = 15_000;

function ArchivedNotice({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const { busy, error, restore } = useArchive(customer);
  const whyNot = useConnection() === 'on' ? undefined : t('detail.onlineOnly');
  if (customer.archivedAt === null) return null;
  return (
    <Notice tone="warn">
      <Stack gap="small">
        <p>{t('detail.archived', { reason: customer.archiveReason ?? '' })}</p>
        <ProblemAlert error={error} />
        <Row>
          <Button busy={busy} whyNot={whyNot} onClick={restore}>
            {t('detail.restore')}
          </Button>
        </Row>
      </Stack>
    </Notice>
  );
}
