import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#ui/button.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Tag } from '#ui/tag.tsx';
import type { PlanLine } from '../contract.ts';
import { type Way, ways } from '../rules.ts';
import styles from './plan.module.css';
import { ReasonTag } from './reason.tsx';

interface LineChanges {
  onMove: (from: number, to: number) => void;
  onRemove: (index: number, line: PlanLine) => void;
  onChange: (index: number, line: PlanLine) => void;
}

interface LinesProps {
  lines: readonly PlanLine[];
  /** Absent where the list cannot be changed. */
  edit?: LineChanges | undefined;
}

/** The stops of a day in their order, each with its reason; where they may be changed, moved and removed by touch and by key. */
export function PlanLines({ lines, edit }: LinesProps) {
  const { t } = useTranslation('plans');
  return (
    <ol className={styles.lines} aria-label={t('list.lines')}>
      {lines.map((line, index) => (
        <Line key={line.customer.id} line={line} index={index} last={index === lines.length - 1} edit={edit} />
      ))}
    </ol>
  );
}

interface LineProps {
  line: PlanLine;
  index: number;
  last: boolean;
  edit: LineChanges | undefined;
}

function Line({ line, index, last, edit }: LineProps) {
  const { t } = useTranslation('plans');
  const [open, setOpen] = useState(false);
  const { name } = line.customer;
  return (
    <li className={styles.line}>
      <div className={styles.lineRow}>
        <span className={styles.place}>{index + 1}</span>
        <button type="button" className={styles.lineText} aria-expanded={open} onClick={() => setOpen(!open)}>
          <b>{name}</b>
          {line.plannedTime !== null && <span className={styles.time}> {line.plannedTime}</span>}
          <span className={styles.tags}>
            <ReasonTag reason={line.reason} />
            {line.way === 'call' && line.reason.params.kind === undefined && <Tag tone="none">{t('way.call')}</Tag>}
            {line.done && <Tag tone="good">{t('list.done')}</Tag>}
          </span>
        </button>
        {edit !== undefined && (
          <div className={styles.moves}>
            <IconButton
              label={t('list.up', { name })}
              disabled={index === 0}
              onClick={() => edit.onMove(index, index - 1)}
            >
              <IconArrowUp size={20} aria-hidden />
            </IconButton>
            <IconButton label={t('list.down', { name })} disabled={last} onClick={() => edit.onMove(index, index + 1)}>
              <IconArrowDown size={20} aria-hidden />
            </IconButton>
            <IconButton label={t('list.remove', { name })} onClick={() => edit.onRemove(index, line)}>
              <IconX size={20} aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
      {open && <Detail line={line} onChange={edit && ((next) => edit.onChange(index, next))} />}
    </li>
  );
}

/** Where it is, what it is about, and how and when it is to be worked. */
function Detail({ line, onChange }: { line: PlanLine; onChange: ((line: PlanLine) => void) | undefined }) {
  const { t } = useTranslation('plans');
  const { customer, address, followUp, plannedTime, way } = line;
  return (
    <div className={styles.detail}>
      {address !== null && <p>{address}</p>}
      {followUp !== null && followUp.note !== '' && <p>{followUp.note}</p>}
      {onChange !== undefined && (
        <div className={styles.ways}>
          <ChipChoice<Way>
            label={t('list.way')}
            labelHidden
            required
            choices={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
            value={way}
            onChange={(next) => next !== null && onChange({ ...line, way: next })}
          />
          <label className={styles.clock}>
            {t('list.time')}
            <input
              type="time"
              value={plannedTime ?? ''}
              onChange={({ target }) => onChange({ ...line, plannedTime: target.value === '' ? null : target.value })}
            />
          </label>
        </div>
      )}
      <Link to="/customers/$id" params={{ id: customer.id }} className={styles.tap}>
        {t('list.seeCustomer')}
      </Link>
    </div>
  );
}
