import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useMe } from '#platform/web/session.ts';
import { Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { SelectField } from '#ui/choice-fields.tsx';
import { customerKinds, customerSorts, lifecycles } from '../rules.ts';
import { useCodes } from './codes.ts';
import type { ListState } from './list-state.ts';

export interface FilterProps {
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
  /** Named already by what it stands beside. */
  labelHidden?: boolean;
}

export function LifecycleFilter({ state, onChange, labelHidden = false }: FilterProps) {
  const { t } = useTranslation('customers');
  return (
    <ChipChoice
      label={t('field.lifecycle')}
      labelHidden={labelHidden}
      choices={lifecycles.map((value) => ({ value, label: t(`lifecycle.${value}`) }))}
      value={state.lifecycle ?? null}
      onChange={(lifecycle) => onChange({ lifecycle: lifecycle ?? undefined })}
    />
  );
}

export function StepsFilter({ state, onChange, labelHidden = false }: FilterProps) {
  const { t } = useTranslation('customers');
  return (
    <ChipChoice
      label={t('list.steps')}
      labelHidden={labelHidden}
      choices={[
        { value: 'overdue', label: t('list.overdue') },
        { value: 'none', label: t('list.noNextStep') },
      ]}
      value={state.steps ?? null}
      onChange={(steps) => onChange({ steps: steps ?? undefined })}
    />
  );
}

/** For who leads: all of them, his own, or those nobody looks after. */
export function OwnerFilter({ state, onChange, labelHidden = false }: FilterProps) {
  const { t } = useTranslation('customers');
  const value = state.owner === 'mine' || state.owner === 'none' ? state.owner : null;
  return (
    <ChipChoice
      label={t('field.owner')}
      labelHidden={labelHidden}
      choices={[
        { value: 'mine', label: t('list.mine') },
        { value: 'none', label: t('list.nobody') },
      ]}
      value={value}
      onChange={(owner) => onChange({ owner: owner ?? undefined })}
    />
  );
}

export function SortField({ state, onChange }: FilterProps) {
  const { t } = useTranslation('customers');
  return (
    <SelectField
      label={t('sort.label')}
      options={customerSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
      value={state.sort ?? 'recent'}
      onChange={(sort) => onChange({ sort: sort === '' || sort === 'recent' ? undefined : sort })}
    />
  );
}

/** The filters that are wanted less often. */
export function MoreFilters({ state, onChange }: FilterProps) {
  const { t } = useTranslation('customers');
  const industry = useCodes('industry');
  const source = useCodes('source');
  const tag = useCodes('tag');
  const product = useCodes('product');
  return (
    <Stack>
      <SelectField
        label={t('field.kind')}
        emptyLabel={t('list.all')}
        options={customerKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={state.kind ?? ''}
        onChange={(kind) => onChange({ kind: kind === '' ? undefined : kind })}
      />
      <UnitFilter state={state} onChange={onChange} />
      {(
        [
          ['tag', tag, t('field.tags')],
          ['product', product, t('detail.holdings')],
          ['industry', industry, t('field.industry')],
          ['source', source, t('field.source')],
        ] as const
      ).map(([key, { options }, label]) => (
        <SelectField
          key={key}
          label={label}
          emptyLabel={t('list.all')}
          options={options}
          value={state[key] ?? ''}
          onChange={(code) => onChange({ [key]: code === '' ? undefined : code })}
        />
      ))}
      <ChipChoice
        label={t('list.archived')}
        labelHidden
        choices={[{ value: 'yes', label: t('list.archived') }]}
        value={state.archived ?? null}
        onChange={(archived) => onChange({ archived: archived ?? undefined })}
      />
    </Stack>
  );
}

/** Only for who leads more than one unit's worth of people. */
function UnitFilter({ state, onChange }: FilterProps) {
  const { t } = useTranslation('customers');
  const { capabilities } = useMe();
  const leads = capabilities.includes('customers.assign');
  const { data } = $api.useQuery('get', '/api/v1/units', {}, { enabled: leads, staleTime: 600_000 });
  if (!leads) return null;
  return (
    <SelectField
      label={t('field.unit')}
      emptyLabel={t('list.all')}
      options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={state.unit ?? ''}
      onChange={(unit) => onChange({ unit: unit === '' ? undefined : unit })}
    />
  );
}
