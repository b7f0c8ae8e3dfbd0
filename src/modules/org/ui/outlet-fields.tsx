import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { useMe } from '#platform/web/session.ts';
import { Row } from '#ui/card.tsx';
import { CheckField, SelectField } from '#ui/choice-fields.tsx';
import { TextField } from '#ui/fields.tsx';
import { SearchSelectField } from '#ui/search-select.tsx';
import type { Unit } from './reading.ts';

type Outlet = NonNullable<Unit['outlet']>;

interface OutletFieldsProps {
  /** Null: people are not posted to a place of its own. */
  value: Outlet | null;
  onChange: (outlet: Outlet | null) => void;
  error: unknown;
}

const timeZones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));

/** Whether the unit is an outlet, and then where, when and by which calendar it works. */
export function OutletFields({ value, onChange, error }: OutletFieldsProps) {
  const { t } = useTranslation('org');
  const { company } = useMe();
  const calendars = $api.useQuery('get', '/api/v1/calendars', {}, { enabled: value !== null });
  const fresh = { address: '', timeZone: company.timeZone, opens: '09:00', closes: '18:00', calendarId: null };
  const items = calendars.data?.items ?? [];
  const main = items.find((calendar) => calendar.main);
  const set = (more: Partial<Outlet>): void => onChange({ ...(value ?? fresh), ...more });
  return (
    <>
      <CheckField label={t('outlet.is')} value={value !== null} onChange={(is) => onChange(is ? fresh : null)} />
      {value !== null && (
        <>
          <TextField
            label={t('outlet.address')}
            optional
            value={value.address}
            onChange={(address) => set({ address })}
            error={fieldProblem(error, 'outlet.address')}
          />
          <Row>
            <TextField label={t('outlet.opens')} type="time" value={value.opens} onChange={(opens) => set({ opens })} />
            <TextField
              label={t('outlet.closes')}
              type="time"
              value={value.closes}
              onChange={(closes) => set({ closes })}
              error={fieldProblem(error, 'outlet.closes')}
            />
          </Row>
          <SearchSelectField
            label={t('outlet.timeZone')}
            options={timeZones}
            value={value.timeZone}
            onChange={(timeZone) => timeZone !== null && set({ timeZone })}
            error={fieldProblem(error, 'outlet.timeZone')}
          />
          <SelectField
            label={t('outlet.calendar')}
            emptyLabel={t('outlet.mainCalendar', { name: main?.name ?? '' })}
            options={items.filter((one) => !one.main).map((one) => ({ value: one.id, label: one.name }))}
            value={value.calendarId ?? ''}
            onChange={(id) => set({ calendarId: id === '' ? null : id })}
          />
        </>
      )}
    </>
  );
}
