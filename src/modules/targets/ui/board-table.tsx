import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { Bar } from '#ui/bar.tsx';
import { Card } from '#ui/card.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Board } from '../contract.ts';
import type { AimWish } from './aim-dialog.tsx';
import styles from './board.module.css';
import type { Figure } from './entries-dialog.tsx';

type Measure = Board['measures'][number];
type Aim = Measure['today']['aim'];

interface BoardTableProps {
  board: Board;
  onOpen: (figure: Figure) => void;
  onAim: (wish: AimWish) => void;
}

/** One row a measure: today against its aim, the month against its own, tomorrow's aim; figures and aims answer to the finger. */
export function BoardTable({ board, onOpen, onAim }: BoardTableProps) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  return (
    <Card flush>
      <table className={styles.table}>
        <caption className={styles.hidden}>{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('measure')}</th>
            <th scope="col">{t('today')}</th>
            <th scope="col">{t('month')}</th>
            <th scope="col">
              {t('tomorrow')} <small>{format.dayOfWeek(board.tomorrow)}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {board.measures.map((measure) => (
            <Row key={measure.code} measure={measure} board={board} onOpen={onOpen} onAim={onAim} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ measure, board, onOpen, onAim }: BoardTableProps & { measure: Measure }) {
  const { t } = useTranslation('targets');
  const { code, label } = measure;
  const { today, monthStart, tomorrow } = board;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-label={t('today')}>
        <DoneAndAim
          {...measure.today}
          label={label}
          onOpen={() => onOpen({ measure: code, label, from: today, to: today })}
          onAim={() =>
            onAim({ measure: code, label, day: today, grain: 'day', when: 'setToday', aim: measure.today.aim })
          }
        />
      </td>
      <td data-label={t('month')}>
        <DoneAndAim
          {...measure.month}
          label={label}
          onOpen={() => onOpen({ measure: code, label, from: monthStart, to: today })}
          onAim={() =>
            onAim({ measure: code, label, day: today, grain: 'month', when: 'setMonth', aim: measure.month.aim })
          }
        />
      </td>
      <td data-label={t('tomorrow')}>
        <AimButton
          aim={measure.tomorrow.aim}
          label={t('setTomorrow', { label })}
          onPress={() =>
            onAim({ measure: code, label, day: tomorrow, grain: 'day', when: 'setTomorrow', aim: measure.tomorrow.aim })
          }
        />
        <By aim={measure.tomorrow.aim} />
      </td>
    </tr>
  );
}

interface DoneProps {
  label: string;
  done: number;
  aim: Aim;
  onOpen: () => void;
  onAim: () => void;
}

function DoneAndAim({ label, done, aim, onOpen, onAim }: DoneProps) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  return (
    <div className={styles.figure}>
      <div className={styles.numbers}>
        <button type="button" className={styles.done} onClick={onOpen} aria-label={`${t('open', { label })}: ${done}`}>
          {format.number(done)}
        </button>
        <span aria-hidden>/</span>
        <AimButton aim={aim} label={`${t('aim')} ${label}`} onPress={onAim} />
      </div>
      {aim.amount !== null && aim.amount > 0 && <Bar label={label} value={done} of={aim.amount} />}
      <By aim={aim} />
    </div>
  );
}

/** The aim, to be set by a press; who set it stands below, where there is something to say. */
function AimButton({ aim, label, onPress }: { aim: Aim; label: string; onPress: () => void }) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const shown = aim.amount === null ? t('none') : format.number(aim.amount);
  const by = t(`by.${aim.by}`);
  return (
    <button type="button" className={styles.aim} onClick={onPress} aria-label={`${label}: ${shown}, ${by}`}>
      {aim.amount === null ? '–' : shown}
    </button>
  );
}

function By({ aim }: { aim: Aim }) {
  const { t } = useTranslation('targets');
  if (aim.by !== 'lead' && aim.by !== 'proposed') return null;
  return (
    <div className={styles.under}>
      {aim.by === 'lead' ? (
        <Tag tone="warn">{t('by.lead')}</Tag>
      ) : (
        <small className={styles.by}>{t('by.proposed')}</small>
      )}
    </div>
  );
}
