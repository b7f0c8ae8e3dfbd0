import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROC_OFFSET } from '#platform/shared/day.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button, IconButton } from '#ui/button.tsx';
import { Row, Section, Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Stat, Stats } from '#ui/stat.tsx';
import { useWide } from '#ui/width.ts';
import { worksByPattern } from '../rules.ts';
import { AddCalendarDialog } from './add-calendar.tsx';
import type { Calendar, CalendarYear } from './calendar-reading.ts';
import { ExceptionList } from './exception-list.tsx';
import { ImportCalendarDialog } from './import-calendar.tsx';
import { SetDayDialog } from './set-day.tsx';
import { YearView } from './year-view.tsx';

/** Which calendar and year are looked at, as they stand in the address. */
function usePlace(calendars: readonly Calendar[] | undefined) {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const format = useFormat();
  const asked = Number(raw['year']);
  const year = Number.isInteger(asked) && asked >= 1900 && asked <= 2200 ? asked : Number(format.today().slice(0, 4));
  const calendar = calendars?.find((one) => one.id === raw['calendar']) ?? calendars?.[0];
  const go = (next: { calendar?: string; year?: number }): void =>
    void navigate({ to: '/calendars', search: { calendar: calendar?.id, year, ...next } as never, replace: true });
  return { year, calendar, go };
}

/** Working calendars: a year at a glance, its holidays and make-up days, and the published lists brought in. */
export function CalendarsPage() {
  const { t } = useTranslation('org');
  const list = $api.useQuery('get', '/api/v1/calendars');
  const { year, calendar, go } = usePlace(list.data?.items);
  const [asking, setAsking] = useState<'import' | 'add' | null>(null);
  const close = (): void => setAsking(null);
  return (
    <Page
      title={t('calendars.title')}
      subtitle={calendar === undefined ? undefined : t('calendars.usedBy', { count: calendar.outlets })}
      actions={
        list.data?.can.change === true && (
          <Row>
            <Button onClick={() => setAsking('add')}>{t('calendars.add')}</Button>
            <Button kind="primary" onClick={() => setAsking('import')}>
              {t('calendars.import')}
            </Button>
          </Row>
        )
      }
    >
      {list.error !== null && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data === undefined && list.error === null && <Busy />}
      {calendar !== undefined && (
        <Stack gap="large">
          <Stack>
            {(list.data?.items.length ?? 0) > 1 && (
              <ChipChoice
                label={t('calendars.title')}
                labelHidden
                required
                value={calendar.id}
                choices={(list.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
                onChange={(id) => id !== null && go({ calendar: id })}
              />
            )}
            <YearChoice year={year} name={calendar.name} onChange={(next) => go({ year: next })} />
          </Stack>
          <Year calendar={calendar} year={year} onImport={() => setAsking('import')} />
        </Stack>
      )}
      {asking === 'import' && calendar !== undefined && (
        <ImportCalendarDialog calendar={calendar} onDone={(next) => go({ year: next })} onClose={close} />
      )}
      {asking === 'add' && (
        <AddCalendarDialog
          onClose={close}
          onDone={(id) => {
            close();
            go({ calendar: id });
          }}
        />
      )}
    </Page>
  );
}

function YearChoice({ year, name, onChange }: { year: number; name: string; onChange: (year: number) => void }) {
  const { t } = useTranslation(['org', 'common']);
  const yearText = useYearText();
  return (
    <Row>
      <IconButton label={t('common:calendar.previousYear')} onClick={() => onChange(year - 1)}>
        <IconChevronLeft aria-hidden />
      </IconButton>
      <h2 aria-live="polite">{t('calendars.year', { year: yearText(year), name })}</h2>
      <IconButton label={t('common:calendar.nextYear')} onClick={() => onChange(year + 1)}>
        <IconChevronRight aria-hidden />
      </IconButton>
    </Row>
  );
}

function Year({ calendar, year, onImport }: { calendar: Calendar; year: number; onImport: () => void }) {
  const { t } = useTranslation('org');
  const wide = useWide();
  const yearText = useYearText();
  const found = $api.useQuery('get', '/api/v1/calendars/{id}', {
    params: { path: { id: calendar.id }, query: { year } },
  });
  const [day, setDay] = useState<string | null>(null);
  if (found.data === undefined)
    return found.error === null ? <Busy /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { days, workingDays, can } = found.data;
  const open = can.change ? setDay : undefined;
  const months = <YearView year={year} region={calendar.region} days={days} onOpen={open} />;
  return (
    <Stack gap="large">
      <YearStats days={days} workingDays={workingDays} />
      {days.length === 0 && (
        <EmptyState
          title={t('calendars.emptyTitle', { year: yearText(year) })}
          text={t(can.change ? 'calendars.emptyText' : 'calendars.emptyForReader')}
          action={can.change && <Button onClick={onImport}>{t('calendars.import')}</Button>}
        />
      )}
      {wide && months}
      {days.length > 0 && (
        <Section title={t('calendars.exceptions')}>
          <ExceptionList days={days} onOpen={open} />
        </Section>
      )}
      {!wide && months}
      {day !== null && (
        <SetDayDialog
          calendarId={calendar.id}
          day={day}
          known={days.find((one) => one.day === day)}
          onClose={() => setDay(null)}
        />
      )}
    </Stack>
  );
}

/** 2026年, 民國115年, ROC 115. */
function useYearText(): (year: number) => string {
  const { t } = useTranslation('org');
  const { dateStyle } = useFormat();
  return (year) =>
    dateStyle === 'roc' && year > ROC_OFFSET
      ? t('calendars.yearRoc', { year: year - ROC_OFFSET })
      : t('calendars.yearGregorian', { year });
}

function YearStats({ days, workingDays }: Pick<CalendarYear, 'days' | 'workingDays'>) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const off = days.filter((one) => !one.works && worksByPattern(one.day)).length;
  const on = days.filter((one) => one.works && !worksByPattern(one.day)).length;
  return (
    <Stats>
      <Stat label={t('calendars.workingDays')} value={format.number(workingDays)} />
      <Stat label={t('calendars.holidays')} value={format.number(off)} />
      <Stat label={t('calendars.makeUpDays')} value={format.number(on)} />
    </Stats>
  );
}
