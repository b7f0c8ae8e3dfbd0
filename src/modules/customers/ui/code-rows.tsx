import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '#platform/shared/languages.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { Button, IconButton } from '#ui/button.tsx';
import styles from './codes.module.css';
import type { CodeRow } from './use-set-code.ts';

interface CodeRowsProps {
  rows: readonly CodeRow[];
  busy: boolean;
  onChange: (row: CodeRow) => void;
  onMove?: (code: string, step: 1 | -1) => void;
  onRetire?: (row: CodeRow) => void;
  onBack?: (row: CodeRow) => void;
}

/** Entries of a list in the order in which they are offered. */
export function CodeRows(props: CodeRowsProps) {
  const { rows, onMove } = props;
  const { t } = useTranslation('customers');
  const [moved, setMoved] = useState<{ code: string; step: 1 | -1 } | null>(null);
  const place = rows.findIndex(({ code }) => code === moved?.code);
  return (
    <>
      <ol className={styles.rows}>
        {rows.map((row, at) => (
          <CodeLine
            // By place: the hand stays on what moves.
            key={at}
            {...props}
            row={row}
            first={at === 0}
            last={at === rows.length - 1}
            movedBy={moved?.code === row.code ? moved.step : 0}
            onMove={
              onMove === undefined
                ? undefined
                : (step) => {
                    setMoved({ code: row.code, step });
                    onMove(row.code, step);
                  }
            }
          />
        ))}
      </ol>
      <div aria-live="polite" className={styles.heard}>
        {moved !== null &&
          place >= 0 &&
          t('codes.moved', { label: rows[place]?.labels[currentLanguage()], n: place + 1 })}
      </div>
    </>
  );
}

interface CodeLineProps extends Omit<CodeRowsProps, 'rows' | 'onMove'> {
  row: CodeRow;
  first: boolean;
  last: boolean;
  movedBy: 1 | -1 | 0;
  onMove: ((step: 1 | -1) => void) | undefined;
}

function CodeLine({ row, first, last, busy, movedBy, onChange, onMove, onRetire, onBack }: CodeLineProps) {
  const { t } = useTranslation(['customers', 'common']);
  const line = useRef<HTMLLIElement>(null);
  const here = currentLanguage();
  const label = row.labels[here];
  // The hand stays on what it moved.
  useEffect(() => {
    if (movedBy !== 0) line.current?.querySelector<HTMLElement>(`[data-move='${movedBy}']`)?.focus();
  }, [movedBy]);
  const others = languages.filter((language) => language !== here).map((language) => row.labels[language]);
  return (
    <li ref={line} className={styles.row}>
      <div className={styles.grow}>
        <b>{label}</b>
        <small>{[...new Set([...others, row.code])].join(' · ')}</small>
      </div>
      {onMove !== undefined && (
        <div className={styles.tools}>
          <IconButton
            data-move="-1"
            label={t('codes.up', { label })}
            aria-disabled={first || busy}
            onClick={() => !first && !busy && onMove(-1)}
          >
            <IconArrowUp size={18} aria-hidden />
          </IconButton>
          <IconButton
            data-move="1"
            label={t('codes.down', { label })}
            aria-disabled={last || busy}
            onClick={() => !last && !busy && onMove(1)}
          >
            <IconArrowDown size={18} aria-hidden />
          </IconButton>
        </div>
      )}
      <div className={styles.tools}>
        <Button size="small" aria-label={t('codes.edit', { label })} onClick={() => onChange(row)}>
          {t('common:action.edit')}
        </Button>
        {onRetire !== undefined && (
          <Button
            size="small"
            kind="quiet"
            aria-label={t('codes.retireLabel', { label })}
            onClick={() => onRetire(row)}
          >
            {t('codes.retire')}
          </Button>
        )}
        {onBack !== undefined && (
          <Button size="small" kind="quiet" aria-label={t('codes.backLabel', { label })} onClick={() => onBack(row)}>
            {t('codes.back')}
          </Button>
        )}
      </div>
    </li>
  );
}
