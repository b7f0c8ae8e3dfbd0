import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Stat, Stats } from '#ui/stat.tsx';
import styles from './today.module.css';

/** The figures of the first screen: three of the day, and what the month has brought. */
const ofTheDay = ['visits', 'cards', 'intents'] as const;
const ofTheMonth = 'customersWon';

/** What is done and what it is measured against; the whole strip leads to the goal table, where each figure explains itself. */
export function TodayFigures() {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { data } = $api.useQuery('get', '/api/v1/board', { params: { query: {} } });
  const measureOf = (code: string) => data?.measures.find((measure) => measure.code === code);
  const won = measureOf(ofTheMonth);
  const of = (amount: number | null | undefined): string | undefined =>
    amount == null ? undefined : `/ ${format.number(amount)}`;
  return (
    <Link to="/board" className={styles.figures} title={t('today.figures')}>
      <Stats look="strip">
        {ofTheDay.map((code) => {
          const measure = measureOf(code);
          return (
            <Stat
              key={code}
              label={measure?.label ?? ' '}
              value={measure === undefined ? '–' : format.number(measure.today.done)}
              of={of(measure?.today.aim.amount)}
            />
          );
        })}
        <Stat
          label={t('today.monthWon')}
          value={won === undefined ? '–' : format.number(won.month.done)}
          of={of(won?.month.aim.amount)}
        />
      </Stats>
    </Link>
  );
}
