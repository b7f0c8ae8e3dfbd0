import { IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { AnchorButton, Button } from '#ui/button.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { telLink } from '../rules.ts';
import styles from './customers.module.css';
import { LastVisit, LifecycleTag, NextStepText } from './states.tsx';
import type { CustomerLine, useCustomers } from './use-customers.ts';

interface CardsProps {
  list: ReturnType<typeof useCustomers>;
  empty: { title: string; text: string; action?: React.ReactNode };
}

/** The list on the phone: a customer a card, the telephone under the thumb. */
export function CustomerCards({ list, empty }: CardsProps) {
  const { t } = useTranslation(['customers', 'common']);
  if (list.rows === undefined)
    return list.error == null ? <Busy /> : <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0) return <EmptyState {...empty} />;
  return (
    <>
      <ul className={styles.cards} aria-label={t('list.label')}>
        {list.rows.map((row) => (
          <CustomerCard key={row.id} row={row} />
        ))}
      </ul>
      {list.more !== undefined && (
        <div className={styles.more}>
          <Button busy={list.loadingMore} onClick={list.more}>
            {t('common:action.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function CustomerCard({ row }: { row: CustomerLine }) {
  const { t } = useTranslation('customers');
  const { person } = useMe();
  const { phone } = row;
  return (
    <li className={styles.card}>
      <Link to="/customers/$id" params={{ id: row.id }} className={styles.cardLink}>
        <span className={styles.cardName}>
          <b>{row.name}</b> <LifecycleTag lifecycle={row.lifecycle} />
        </span>
        <span className={styles.cardAddress}>{row.address?.typed ?? t('list.noAddress')}</span>
        <small className={styles.cardFoot}>
          <NextStepText step={row.nextStep} />
          <span aria-hidden>·</span>
          <LastVisit at={row.lastVisitAt} />
          {row.owner?.id !== person.id && (
            <>
              <span aria-hidden>·</span>
              <span>{row.owner?.name ?? t('list.nobody')}</span>
            </>
          )}
        </small>
      </Link>
      {phone?.e164 != null && (
        <AnchorButton
          className={styles.call}
          href={telLink(phone.e164, phone.extension)}
          aria-label={`${t('detail.call')} ${row.name} ${phone.typed}`}
          icon={<IconPhone size={20} aria-hidden />}
        />
      )}
    </li>
  );
}
