import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#platform/shared/day.ts';
import { useFormat } from '#platform/web/format.ts';
import { Busy } from '#ui/busy.tsx';
import { Button } from '#ui/button.tsx';
import { Card, Stack } from '#ui/card.tsx';
import { DayField } from '#ui/day-field.tsx';
import { EmptyState, ErrorState, Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { useWide } from '#ui/width.ts';
import { type Unit, useDayReader, useUnits } from './reading.ts';
import styles from './organisation-page.module.css';
import { AddUnitDialog } from './unit-form.tsx';
import { UnitPanel } from './unit-panel.tsx';
import { UnitTree } from './unit-tree.tsx';

/** The unit that is open and the day that is looked at, as they stand in the address. */
function usePlace() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const unit = typeof search['unit'] === 'string' ? search['unit'] : undefined;
  const day = typeof search['day'] === 'string' && isDay(search['day']) ? search['day'] : undefined;
  const go = (next: { unit?: string | undefined; day?: string | undefined }): void =>
    void navigate({ to: '/organisation', search: { unit, day, ...next } as never });
  return { unit, day, go };
}

/** The organisation: its tree on the left, the chosen unit beside it; on the phone one after the other. */
export function OrganisationPage() {
  const { t } = useTranslation('org');
  const format = useFormat();
  const wide = useWide();
  const { unit: chosenId, day, go } = usePlace();
  const units = useUnits(day);
  const [adding, setAdding] = useState(false);
  const { items } = units.data ?? {};
  const chosen = items?.find((unit) => unit.id === chosenId) ?? (wide ? items?.[0] : undefined);
  const past = day !== undefined && day !== format.today();
  const change = units.data?.can.change === true && !past;
  const panel = chosen !== undefined && items !== undefined && (
    <UnitPanel unit={chosen} units={items} change={change} past={past} onOpen={(unit) => go({ unit })} />
  );
  if (!wide && panel !== false)
    return (
      <Page
        title={chosen?.name ?? ''}
        back={{ link: { to: '/organisation', search: { day } as never }, label: t('organisation.title') }}
      >
        {panel}
      </Page>
    );
  return (
    <Page
      title={t('organisation.title')}
      titleNote={past ? format.day(day) : undefined}
      actions={
        change && (
          <Button kind="primary" onClick={() => setAdding(true)}>
            {t('unit.add')}
          </Button>
        )
      }
      {...(panel === false ? {} : { aside: panel, asideLabel: chosen?.name ?? '' })}
    >
      <Stack>
        <DayPick day={day} onPick={(next) => go({ day: next })} />
        {past && <Notice>{t('organisation.asOf', { day: format.day(day, 'long') })}</Notice>}
        <Tree units={units} chosen={chosen?.id} onChoose={(unit) => go({ unit: unit.id })} />
        {items?.length === 1 && <NothingBelow change={change} />}
      </Stack>
      {adding && items !== undefined && (
        <AddUnitDialog
          units={items}
          parentId={chosen?.id ?? items[0]?.id ?? ''}
          onDone={(unit) => {
            setAdding(false);
            go({ unit });
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}

function NothingBelow({ change }: { change: boolean }) {
  const { t } = useTranslation('org');
  return (
    <EmptyState
      title={t('organisation.emptyTitle')}
      text={t(change ? 'organisation.emptyText' : 'organisation.emptyForReader')}
    />
  );
}

interface TreeProps {
  units: ReturnType<typeof useUnits>;
  chosen: string | undefined;
  onChoose: (unit: Unit) => void;
}

function Tree({ units, chosen, onChoose }: TreeProps) {
  if (units.data === undefined)
    return units.error === null ? <Busy /> : <ErrorState error={units.error} onRetry={() => void units.refetch()} />;
  return (
    <Card>
      <UnitTree units={units.data.items} chosen={chosen} onChoose={onChoose} />
    </Card>
  );
}

function DayPick({ day, onPick }: { day: string | undefined; onPick: (day: string | undefined) => void }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const reader = useDayReader();
  return (
    <div className={styles.day}>
      <DayField
        {...reader}
        label={t('organisation.day')}
        clearable={day !== undefined}
        value={day ?? format.today()}
        onChange={(next) => onPick(next === null || next === format.today() ? undefined : next)}
      />
    </div>
  );
}
