import { useTranslation } from 'react-i18next';
import { factBases, type FactBasis } from '../rules-basis.ts';
import styles from './form.module.css';

interface BasisButtonProps {
  /** Of the field. */
  label: string;
  basis: FactBasis;
  onChange: (basis: FactBasis) => void;
}

/** How a fact is known (O8); each press goes on to the next: seen, asked, told. */
export function BasisButton({ label, basis, onChange }: BasisButtonProps) {
  const { t } = useTranslation('forms');
  const next = factBases[(factBases.indexOf(basis) + 1) % factBases.length] ?? basis;
  const present = t(`basis.${basis}`);
  return (
    <button
      type="button"
      className={styles.basis}
      aria-label={`${t('basis.label', { label })}: ${present}`}
      onClick={() => onChange(next)}
    >
      {present}
    </button>
  );
}
