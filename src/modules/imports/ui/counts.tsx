import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { type Counts as Figures, rowsOf, verdicts } from '../rules.ts';

/** The figures in a line, those that are not zero, and their sum. */
export function Counts({ counts }: { counts: Figures }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const parts = verdicts.filter((verdict) => counts[verdict] > 0);
  const told = parts.map((verdict) => `${t(`verdict.${verdict}`)} ${format.number(counts[verdict])}`);
  return <>{[t('rows.sum', { rows: format.number(rowsOf(counts)) }), ...told].join(' · ')}</>;
}
