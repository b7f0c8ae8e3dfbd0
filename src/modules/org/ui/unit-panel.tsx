import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { Button } from '#ui/button.tsx';
import { Facts, Row, Section, Stack } from '#ui/card.tsx';
import { Tag } from '#ui/tag.tsx';
import { useWide } from '#ui/width.ts';
import { ChangeUnitDialog } from './change-unit.tsx';
import { PeopleList } from './people-list.tsx';
import { pathOf, type Unit } from './reading.ts';
import { CloseUnitDialog, MoveUnitDialog } from './unit-moves.tsx';
import { AddUnitDialog } from './unit-form.tsx';

interface PanelProps {
  unit: Unit;
  units: readonly Unit[];
  change: boolean;
  /** An earlier or later day is looked at: people and changes are of today, so they are left out. */
  past: boolean;
  onOpen: (unitId: string) => void;
}

/** One unit: what it is, its outlet, who works there, and what may be done with it. */
export function UnitPanel({ unit, units, change, past, onOpen }: PanelProps) {
  const { t } = useTranslation(['org', 'common']);
  const wide = useWide();
  const format = useFormat();
  const parent = units.find((one) => one.id === unit.parentId);
  return (
    <Stack gap="large">
      <Stack gap="small">
        {wide && <h2>{unit.name}</h2>}
        <Row>
          <Tag>{t(`unitKind.${unit.kind}`)}</Tag>
          {unit.closedDay !== null && <Tag tone="warn">{t('unit.closesOn', { day: format.day(unit.closedDay) })}</Tag>}
        </Row>
        <small>{parent === undefined ? t('unit.top') : pathOf(units, parent).join(' › ')}</small>
      </Stack>
      {change && <Actions unit={unit} units={units} onOpen={onOpen} />}
      <Facts facts={useUnitFacts(unit)} />
      {!past && <PeopleHere unit={unit} />}
    </Stack>
  );
}

function useUnitFacts(unit: Unit): { label: string; value: ReactNode }[] {
  const { t } = useTranslation('org');
  const format = useFormat();
  const calendars = $api.useQuery('get', '/api/v1/calendars', {}, { enabled: unit.outlet !== null });
  const items = calendars.data?.items ?? [];
  const { outlet } = unit;
  const calendar = items.find((one) => (outlet?.calendarId == null ? one.main : one.id === outlet.calendarId));
  return [
    {
      label: t('unit.leads'),
      value:
        unit.leads.length === 0 ? (
          t('unit.nobodyLeads')
        ) : (
          <Row>
            {unit.leads.map((lead) => (
              <Link key={lead.id} to="/people/$id" params={{ id: lead.id }}>
                {lead.name}
              </Link>
            ))}
          </Row>
        ),
    },
    ...(unit.parentId === null ? [] : [{ label: t('unit.since'), value: format.day(unit.openedDay) }]),
    ...(outlet === null
      ? []
      : [
          ...(outlet.address === '' ? [] : [{ label: t('outlet.address'), value: outlet.address }]),
          { label: t('outlet.hours'), value: `${outlet.opens}–${outlet.closes}` },
          { label: t('outlet.timeZone'), value: outlet.timeZone },
          {
            label: t('outlet.calendar'),
            value: calendar === undefined ? '' : <Link to="/calendars">{calendar.name}</Link>,
          },
        ]),
  ];
}

function PeopleHere({ unit }: { unit: Unit }) {
  const { t } = useTranslation('org');
  const people = $api.useQuery('get', '/api/v1/people', {
    params: { query: { unitId: unit.id, below: 'false', limit: 100 } },
  });
  return (
    <Section title={t('unit.people')}>
      <PeopleList
        rows={people.data?.items}
        error={people.error}
        onRetry={() => void people.refetch()}
        empty={{ title: t('unit.nobodyTitle'), text: t('unit.nobodyText') }}
        showUnit={false}
      />
    </Section>
  );
}

type Asking = 'add' | 'change' | 'move' | 'close' | null;

function Actions({ unit, units, onOpen }: Pick<PanelProps, 'unit' | 'units' | 'onOpen'>) {
  const { t } = useTranslation(['org', 'common']);
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  const root = unit.parentId === null;
  return (
    <>
      <Row>
        <Button onClick={() => setAsking('add')}>{t('unit.addBelow')}</Button>
        <Button onClick={() => setAsking('change')}>{t('common:action.edit')}</Button>
        {!root && <Button onClick={() => setAsking('move')}>{t('unit.move')}</Button>}
        {!root && unit.closedDay === null && (
          <Button kind="quiet" onClick={() => setAsking('close')}>
            {t('unit.close')}
          </Button>
        )}
      </Row>
      {asking === 'add' && (
        <AddUnitDialog
          units={units}
          parentId={unit.id}
          onClose={close}
          onDone={(id) => {
            close();
            onOpen(id);
          }}
        />
      )}
      {asking === 'change' && <ChangeUnitDialog unit={unit} onDone={close} onClose={close} />}
      {asking === 'move' && <MoveUnitDialog unit={unit} units={units} onClose={close} />}
      {asking === 'close' && <CloseUnitDialog unit={unit} onClose={close} />}
    </>
  );
}
