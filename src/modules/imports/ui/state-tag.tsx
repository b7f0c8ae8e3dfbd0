import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { ImportState, Verdict } from '../rules.ts';
import type { ImportSummary } from './use-import.ts';

const toneOfState: Record<ImportState, Tone> = {
  uploaded: 'none',
  rehearsing: 'info',
  rehearsed: 'info',
  running: 'info',
  done: 'good',
  cancelled: 'warn',
  broken: 'bad',
};

export function StateTag({ item }: { item: Pick<ImportSummary, 'state' | 'stalled'> }) {
  const { t } = useTranslation('imports');
  if (item.stalled) return <Tag tone="warn">{t('state.stalled')}</Tag>;
  return <Tag tone={toneOfState[item.state]}>{t(`state.${item.state}`)}</Tag>;
}

const toneOfVerdict: Record<Verdict, Tone> = {
  created: 'good',
  changed: 'info',
  unchanged: 'none',
  refused: 'bad',
  doubtful: 'warn',
};

export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('imports');
  return <Tag tone={toneOfVerdict[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
}
