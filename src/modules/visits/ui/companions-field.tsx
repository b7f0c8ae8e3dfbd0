import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { ChipChoices } from '#ui/chips.tsx';

/** More than this nobody takes along. */
const most = 5;

interface CompanionsProps {
  values: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Who of one's own unit walks along; nothing where nobody else is there. */
export function CompanionsField({ values, onChange }: CompanionsProps) {
  const { t } = useTranslation('visits');
  const { data } = $api.useQuery('get', '/api/v1/visits/companions', {}, { staleTime: 600_000 });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <ChipChoices
      label={t('plan.companions')}
      choices={data.items.map(({ id, name }) => ({ value: id, label: name }))}
      values={values}
      onChange={(ids) => onChange(ids.slice(-most))}
    />
  );
}
