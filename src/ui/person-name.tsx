import { useTranslation } from 'react-i18next';
import styles from './person-name.module.css';

interface PersonNameProps {
  /** Null where nobody is named. */
  person: { id: string; name: string } | null;
  /** The reader's own id: his own name is marked. */
  meId?: string | undefined;
  /** Position or unit. */
  note?: string | undefined;
}

/** A person as everywhere: the name, marked where it is the reader himself. */
export function PersonName({ person, meId, note }: PersonNameProps) {
  const { t } = useTranslation();
  if (person === null) return <span className={styles.none}>{t('person.none')}</span>;
  return (
    <span>
      {person.name}
      {person.id === meId && <span className={styles.none}>{t('person.you')}</span>}
      {note !== undefined && <span className={styles.none}> {note}</span>}
    </span>
  );
}
