import { useTranslation } from 'react-i18next';
import type { Unit } from './reading.ts';
import styles from './unit-tree.module.css';

interface TreeProps {
  units: readonly Unit[];
  /** The one whose panel is open. */
  chosen: string | undefined;
  onChoose: (unit: Unit) => void;
}

/** The organisation as people draw it: what is below hangs indented, with who leads and how many work there. */
export function UnitTree({ units, chosen, onChoose }: TreeProps) {
  const { t } = useTranslation('org');
  const children = Map.groupBy(units, (unit) => unit.parentId);
  const branch = (parentId: string | null, label?: string) => {
    const below = children.get(parentId) ?? [];
    if (below.length === 0) return null;
    return (
      <ul aria-label={label} className={parentId === null ? styles.tree : undefined}>
        {below.map((unit) => (
          <li key={unit.id}>
            <button
              type="button"
              className={styles.unit}
              aria-current={unit.id === chosen || undefined}
              onClick={() => onChoose(unit)}
            >
              <span className={styles.name}>
                {unit.name} <span className={styles.kind}>{t(`unitKind.${unit.kind}`)}</span>
              </span>
              <span className={styles.heads}>{t('unit.heads', { count: headsBelow(unit, children) })}</span>
              {unit.leads.length > 0 && (
                <span className={styles.leads}>
                  {t('unit.ledBy', { names: unit.leads.map((lead) => lead.name).join(t('unit.and')) })}
                </span>
              )}
            </button>
            {branch(unit.id, unit.name)}
          </li>
        ))}
      </ul>
    );
  };
  return branch(null, t('organisation.title'));
}

/** People posted to the unit and everything below it: main postings alone, so that nobody counts twice. */
export function headsBelow(unit: Unit, children: ReadonlyMap<string | null, readonly Unit[]>): number {
  return (children.get(unit.id) ?? []).reduce((sum, below) => sum + headsBelow(below, children), unit.headCount);
}
