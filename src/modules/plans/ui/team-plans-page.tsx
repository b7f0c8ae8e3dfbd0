import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFilters } from '#platform/web/address.ts';
import { useFormat } from '#platform/web/format.ts';
import { Button } from '#ui/button.tsx';
import { Row } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { DayField } from '#ui/day-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { useWide } from '#ui/width.ts';
import type { PlanRow } from '../contract.ts';
import './live.ts';
import { PlanPanel } from './plan-panel.tsx';
import styles from './team-plans.module.css';
import { TeamPlansTable } from './team-plans-table.tsx';
import { useConfirmations } from './use-confirmations.ts';

interface Filters {
  day: string;
  person?: string | undefined;
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const readFilters = (raw: Readonly<Record<string, unknown>>): Filters => ({
  day: isDay(raw['day']) ? raw['day'] : 'next',
  ...(typeof raw['person'] === 'string' ? { person: raw['person'] } : {}),
});

/** The lists of those one leads (O11): who has handed in, whose is confirmed, who has none; looked into, changed in number, confirmed. */
export default function TeamPlansPage() {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const wide = useWide();
  const [{ day, person }, filter] = useFilters(readFilters);
  const read = $api.useQuery('get', '/api/v1/plans', { params: { query: { day } } });
  const rows = read.data?.items;
  const chosen = rows?.find((row) => row.person.id === person);
  const shownDay = read.data?.day;
  const panel = chosen !== undefined && shownDay !== undefined && (
    <PlanPanel key={`${chosen.person.id} ${shownDay}`} person={chosen.person} day={shownDay} named={wide} />
  );
  const close = (): void => filter({ person: undefined });
  return (
    <Page
      title={t('team.title')}
      subtitle={
        rows !== undefined && shownDay !== undefined
          ? t('team.subtitle', {
              day: format.dayOfWeek(shownDay),
              confirmed: rows.filter(({ state }) => state === 'confirmed').length,
              all: rows.length,
            })
          : undefined
      }
      actions={rows !== undefined && <ConfirmAll rows={rows} />}
      {...(wide
        ? {
            aside: panel || <EmptyState title={t('team.choose')} text={t('team.chooseText')} />,
            asideLabel: chosen === undefined ? t('team.choose') : chosen.person.name,
          }
        : {})}
    >
      <DayFilter day={day} shown={shownDay} today={read.data?.today} onChange={(next) => filter({ day: next })} />
      <TeamPlansTable
        rows={rows}
        past={read.data !== undefined && read.data.day <= read.data.today}
        error={read.error}
        onRetry={() => void read.refetch()}
        onOpen={(row) => filter({ person: row.person.id })}
      />
      {!wide && panel && (
        <Dialog title={chosen?.person.name ?? ''} open onClose={close}>
          {panel}
        </Dialog>
      )}
    </Page>
  );
}

interface DayFilterProps {
  /** A day, or `next`. */
  day: string;
  shown: string | undefined;
  today: string | undefined;
  onChange: (day: string) => void;
}

/** The next working day, today with what was done of it, or any other. */
function DayFilter({ day, shown, today, onChange }: DayFilterProps) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  if (today === undefined) return null;
  const other = asked || (day !== 'next' && day !== today);
  const choices = [
    { value: 'next', label: t('team.next') },
    { value: today, label: t('nav.today') },
    { value: 'other', label: t('team.otherDay') },
  ];
  const press = (value: string | null): void => {
    setAsked(value === 'other');
    if (value !== null && value !== 'other') onChange(value);
  };
  return (
    <Row className={styles.days}>
      <ChipChoice
        label={t('team.day')}
        labelHidden
        required
        choices={choices}
        value={other ? 'other' : day}
        onChange={press}
      />
      {other && (
        <DayField
          label={t('team.day')}
          language={format.language}
          dateStyle={format.dateStyle}
          value={shown ?? null}
          onChange={(next) => next !== null && onChange(next)}
        />
      )}
    </Row>
  );
}

/** Confirms every list that is handed in, as it stands. */
function ConfirmAll({ rows }: { rows: readonly PlanRow[] }) {
  const { t } = useTranslation('plans');
  const { confirmAll, busy } = useConfirmations();
  const waiting = rows.filter(({ state }) => state === 'submitted');
  if (waiting.length === 0) return null;
  return (
    <Button kind="primary" busy={busy} onClick={() => void confirmAll(waiting)}>
      {t('team.confirmAll', { count: waiting.length })}
    </Button>
  );
}
