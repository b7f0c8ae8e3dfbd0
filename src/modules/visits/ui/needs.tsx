import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { Need } from '../contract-team-day.ts';
import { clockOf } from './team-lanes.tsx';
import styles from './team-day.module.css';

const tones: Readonly<Record<Need['kind'], Tone>> = { stuck: 'bad', noVisitYet: 'warn', closedDoors: 'info' };

/** Only what needs the lead: first what the running day asks, then what other modules ask. */
export function Needs({ needs, more }: { needs: readonly Need[]; more: ReactNode }) {
  const { t } = useTranslation('visits');
  return (
    <>
      <h2>{t('teamDay.needs')}</h2>
      {needs.length === 0 && more === undefined && <p className={styles.weak}>{t('teamDay.nothing')}</p>}
      <ul className={styles.needs}>
        {needs.map((need) => (
          <li key={`${need.kind} ${need.person.id}`}>
            <NeedLine need={need} />
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

function NeedLine({ need }: { need: Need }) {
  const { t } = useTranslation('visits');
  const { kind, person, customer, count, visitId } = need;
  const text = t(`teamDay.needText.${kind}`, { customer: customer?.name ?? '', count, time: clockOf(count) });
  return (
    <>
      <Tag tone={tones[kind]}>{t(`teamDay.need.${kind}`)}</Tag>{' '}
      {visitId === null ? (
        text
      ) : (
        <Link to="/visits/$id" params={{ id: visitId }}>
          {text}
        </Link>
      )}
      <br />
      <small>{t(`teamDay.needWho.${kind}`, { name: person.name, count })}</small>
    </>
  );
}
