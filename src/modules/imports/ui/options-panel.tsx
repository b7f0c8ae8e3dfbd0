import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { Card, Section, Stack } from '#ui/card.tsx';
import { RadioField } from '#ui/choice-fields.tsx';
import { SearchSelectField } from '#ui/search-select.tsx';
import type { DoubtfulChoice } from '../rules.ts';
import styles from './imports.module.css';
import type { ImportActions, ImportDetail } from './use-import.ts';

interface PanelProps {
  detail: ImportDetail;
  actions: ImportActions;
}

/** Whom new entries are given to, and what happens with rows in doubt. */
export function OptionsPanel({ detail, actions }: PanelProps) {
  const { t } = useTranslation('imports');
  const { options } = detail;
  const change = (wanted: Partial<ImportDetail['options']>): void =>
    actions.change.mutate({ ...actions.ask, body: { options: wanted } });
  return (
    <Section title={t('options.title')}>
      <Card>
        <Stack>
          {detail.assigns && (
            <div className={styles.fields}>
              <OwnerField value={options.ownerId} onChange={(ownerId) => change({ ownerId })} />
              <UnitField value={options.unitId} onChange={(unitId) => change({ unitId })} />
            </div>
          )}
          <RadioField<DoubtfulChoice>
            label={t('options.doubtful')}
            options={[
              { value: 'skip', label: t('options.skip') },
              { value: 'create', label: t('options.create') },
            ]}
            value={options.doubtful}
            onChange={(doubtful) => doubtful !== '' && change({ doubtful })}
          />
        </Stack>
      </Card>
    </Section>
  );
}

interface ChoiceProps {
  value: string | null;
  onChange: (id: string | null) => void;
}

function OwnerField({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation('imports');
  const [typed, setTyped] = useState('');
  const chosen = $api.useQuery(
    'get',
    '/api/v1/people/{id}',
    { params: { path: { id: value ?? '' } } },
    { enabled: value !== null },
  );
  const q = typed === chosen.data?.name ? '' : typed;
  const { data } = $api.useQuery(
    'get',
    '/api/v1/people',
    { params: { query: { limit: 20, ...(q === '' ? {} : { q }) } } },
    { placeholderData: keepPreviousData },
  );
  const options = (data?.items ?? []).map(({ id, name, unit }) => ({
    value: id,
    label: unit === null ? name : `${name} · ${unit.name}`,
  }));
  if (value !== null && !options.some((option) => option.value === value))
    options.unshift({ value, label: chosen.data?.name ?? '…' });
  return (
    <SearchSelectField
      label={t('options.owner')}
      placeholder={t('options.ownerNone')}
      options={options}
      onSearch={setTyped}
      clearable
      value={value}
      onChange={onChange}
    />
  );
}

function UnitField({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation('imports');
  const { data } = $api.useQuery('get', '/api/v1/units');
  return (
    <SearchSelectField
      label={t('options.unit')}
      placeholder={t('options.unitOwn')}
      options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      clearable
      value={value}
      onChange={onChange}
    />
  );
}
