import { useTranslation } from 'react-i18next';
import { useMe } from '#platform/web/session.ts';
import { Card } from '#ui/card.tsx';
import { PersonName } from '#ui/person-name.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { useWide } from '#ui/width.ts';
import { EmptyState, ErrorState } from '#ui/notice.tsx';
import { Busy } from '#ui/busy.tsx';
import type { PlanRow } from '../contract.ts';
import { stateTones } from './plan-state.ts';
import styles from './team-plans.module.css';

interface TeamPlansTableProps {
  rows: readonly PlanRow[] | undefined;
  /** The day has begun: what was done stands beside what was planned. */
  past: boolean;
  error: unknown;
  onRetry: () => void;
  onOpen: (row: PlanRow) => void;
}

/** One row a person: where his list stands, how much is on it, what he is late with, and what became of it. */
export function TeamPlansTable(props: TeamPlansTableProps) {
  const { t } = useTranslation('plans');
  const wide = useWide();
  const { rows, past, error, onRetry, onOpen } = props;
  const columns = useColumns(past);
  const empty = { title: t('team.emptyTitle'), text: t('team.emptyText') };
  if (!wide) return <Cards {...props} empty={empty} />;
  return (
    <Table<PlanRow>
      label={t('team.title')}
      columns={columns}
      rows={rows}
      rowId={({ person }) => person.id}
      rowLabel={({ person }) => person.name}
      onOpen={onOpen}
      error={error}
      onRetry={onRetry}
      empty={empty}
    />
  );
}

function StateTag({ state }: { state: PlanRow['state'] }) {
  const { t } = useTranslation('plans');
  const shown = state ?? 'none';
  return <Tag tone={stateTones[shown]}>{t(`state.${shown}`)}</Tag>;
}

function useWords() {
  const { t } = useTranslation('plans');
  return {
    list: ({ id, visits, calls }: PlanRow): string => (id === null ? '–' : t('team.listValue', { visits, calls })),
    result: ({ done, visits, beside }: PlanRow): string =>
      [t('team.resultValue', { done, visits }), beside > 0 ? t('team.beside', { count: beside }) : '']
        .filter((part) => part !== '')
        .join(' · '),
  };
}

function useColumns(past: boolean): Column<PlanRow>[] {
  const { t } = useTranslation('plans');
  const { person: me } = useMe();
  const words = useWords();
  return [
    {
      key: 'person',
      title: t('team.person'),
      render: ({ person, unit }) => <PersonName person={person} meId={me.id} note={unit.name} />,
    },
    { key: 'state', title: t('team.state'), render: ({ state }) => <StateTag state={state} /> },
    { key: 'aim', title: t('team.aim'), align: 'right', render: ({ visitAim }) => visitAim ?? '–' },
    { key: 'list', title: t('team.list'), align: 'right', render: words.list },
    ...(past ? [{ key: 'result', title: t('team.result'), align: 'right' as const, render: words.result }] : []),
    {
      key: 'overdue',
      title: t('team.overdue'),
      align: 'right',
      render: ({ overdue }) => (overdue === 0 ? '0' : <Tag tone="bad">{overdue}</Tag>),
    },
  ];
}

/** The same on the phone. */
function Cards({
  rows,
  past,
  error,
  onRetry,
  onOpen,
  empty,
}: TeamPlansTableProps & { empty: { title: string; text: string } }) {
  const { t } = useTranslation('plans');
  const words = useWords();
  if (rows === undefined) return error === null ? <Busy /> : <ErrorState error={error} onRetry={onRetry} />;
  if (rows.length === 0) return <EmptyState {...empty} />;
  return (
    <Card flush className={styles.cards}>
      <ul>
        {rows.map((row) => (
          <li key={row.person.id}>
            <button type="button" onClick={() => onOpen(row)}>
              <span className={styles.head}>
                <b>{row.person.name}</b>
                <StateTag state={row.state} />
              </span>
              <small>
                {[
                  `${t('team.aim')} ${row.visitAim ?? '–'}`,
                  words.list(row),
                  ...(past ? [`${t('team.result')} ${words.result(row)}`] : []),
                  `${t('team.overdue')} ${row.overdue}`,
                ].join(' · ')}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
