import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '#platform/web/answer.ts';
import { api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import type { Problem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import { Stat, Stats } from '#ui/stat.tsx';
import { toastDone } from '#ui/toast.tsx';
import type { Calendar } from './calendar-reading.ts';
import { ExceptionList } from './exception-list.tsx';
import styles from './import-calendar.module.css';

type Report = Answer<'post', '/api/v1/calendars/import'>;

async function send(file: File, calendarId: string, write: boolean): Promise<Report> {
  const form = new FormData();
  form.append('file', file);
  const { data, error } = await api.POST('/api/v1/calendars/import', {
    params: { query: { calendarId, write: write ? 'true' : 'false' } },
    body: form as never,
    bodySerializer: (body) => body as never,
  });
  if (data === undefined) throw error;
  return data;
}

interface ImportProps {
  calendar: Calendar;
  /** The year of the list, to be looked at. */
  onDone: (year: number) => void;
  onClose: () => void;
}

/** A published list is looked at before it is written; the same list a second time changes nothing. */
export function ImportCalendarDialog({ calendar, onDone, onClose }: ImportProps) {
  const { t } = useTranslation(['org', 'common']);
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation<Report, Problem, File>({ mutationFn: (chosen) => send(chosen, calendar.id, false) });
  const write = useMutation<Report, Problem, File>({
    mutationFn: (chosen) => send(chosen, calendar.id, true),
    onSuccess: async (report) => {
      await refresh('/api/v1/calendars');
      toastDone(t('calendars.imported', { count: report.added + report.changed + report.removed }));
      onDone(Number(report.lastDay.slice(0, 4)));
      onClose();
    },
  });
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    write.reset();
    if (chosen === null) look.reset();
    else look.mutate(chosen);
  };
  const report = look.data;
  return (
    <Dialog
      title={t('calendars.importTitle', { name: calendar.name })}
      open
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button
            kind="primary"
            busy={write.isPending || look.isPending}
            onClick={() => file !== null && write.mutate(file)}
            whyNot={report === undefined ? t('calendars.chooseFirst') : undefined}
          >
            {t('calendars.write')}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{t('calendars.importText')}</p>
        <label className={styles.file}>
          <span className={styles.choose}>{t('calendars.choose')}</span>
          <span>{file?.name ?? t('calendars.noFile')}</span>
          <input
            type="file"
            className={styles.input}
            accept=".json,.csv,.txt,.xlsx,application/json,text/csv"
            onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
          />
        </label>
        <ProblemAlert error={look.error ?? write.error} />
        {report !== undefined && <Looked report={report} />}
      </Stack>
    </Dialog>
  );
}

function Looked({ report }: { report: Report }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const differs = report.added + report.changed + report.removed;
  const span = { from: format.day(report.firstDay), to: format.day(report.lastDay) };
  return (
    <>
      <Stats>
        <Stat label={t('calendars.listed')} value={format.number(report.days)} />
        <Stat label={t('calendars.holidays')} value={format.number(report.holidays)} />
        <Stat label={t('calendars.makeUpDays')} value={format.number(report.makeUpDays)} />
        <Stat label={t('calendars.differs')} value={format.number(differs)} />
      </Stats>
      <small>{t('calendars.span', span)}</small>
      {differs === 0 && <Notice tone="good">{t('calendars.knownAlready')}</Notice>}
      <div className={styles.preview}>
        <ExceptionList days={report.kept} />
      </div>
    </>
  );
}
