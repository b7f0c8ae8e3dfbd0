import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useCan } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Card, Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { SelectField } from '#ui/choice-fields.tsx';
import { Page } from '#ui/page.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { useWide } from '#ui/width.ts';
import { type Position, positionCodes } from '../rules.ts';
import { AddPersonDialog } from './add-person.tsx';
import { PeopleList, type PeopleListProps, StateTag } from './people-list.tsx';
import styles from './people-page.module.css';
import { type PersonRow, unitOptions, usePositionLabel, usePositionOptions, useUnits } from './reading.ts';

interface Filter {
  q?: string | undefined;
  unit?: string | undefined;
  position?: Position | undefined;
  state?: 'left' | undefined;
}

const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 80) : undefined;

/** The filters as they stand in the address, so that the way back from a person leads to the same list. */
function useFilter(): [Filter, (more: Filter) => void] {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filter: Filter = {
    q: typeof raw['q'] === 'number' ? String(raw['q']) : word(raw['q']),
    unit: word(raw['unit']),
    position: positionCodes.find((code) => code === raw['position']),
    state: raw['state'] === 'left' ? 'left' : undefined,
  };
  return [filter, (more) => void navigate({ to: '/people', search: { ...filter, ...more } as never, replace: true })];
}

function usePeople({ q, unit, position, state }: Filter) {
  const query = {
    limit: 50,
    ...(q === undefined ? {} : { q }),
    ...(unit === undefined ? {} : { unitId: unit }),
    ...(position === undefined ? {} : { position }),
    ...(state === undefined ? {} : { state }),
  };
  return $api.useInfiniteQuery(
    'get',
    '/api/v1/people',
    { params: { query } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    },
  );
}

/** The directory: a table on the desk, a list on the phone. */
export function PeoplePage() {
  const { t } = useTranslation(['org', 'common']);
  const wide = useWide();
  const navigate = useNavigate();
  const manages = useCan('people.manage');
  const [filter, setFilter] = useFilter();
  const [adding, setAdding] = useState(false);
  const people = usePeople(filter);
  const rows = people.data?.pages.flatMap((page) => page.items);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const open = (id: string): void => void navigate({ to: '/people/$id', params: { id } });
  const list = {
    rows,
    error: people.error,
    onRetry: () => void people.refetch(),
    empty: filtered
      ? { title: t('people.noneTitle'), text: t('people.noneText') }
      : { title: t('people.emptyTitle'), text: t('people.emptyText') },
    onMore: people.hasNextPage ? () => void people.fetchNextPage() : undefined,
    loadingMore: people.isFetchingNextPage,
  };
  return (
    <Page
      title={t('people.title')}
      actions={
        manages && (
          <Button kind="primary" onClick={() => setAdding(true)}>
            {t('person.add')}
          </Button>
        )
      }
    >
      <Stack>
        <Filters filter={filter} onChange={setFilter} />
        {wide ? (
          <PeopleTable {...list} onOpen={(row) => open(row.id)} />
        ) : (
          <Card>
            <PeopleList {...list} />
          </Card>
        )}
      </Stack>
      {adding && <AddPersonDialog unitId={filter.unit ?? null} onDone={open} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function PeopleTable({ onOpen, ...list }: PeopleListProps & { onOpen: (row: PersonRow) => void }) {
  const { t } = useTranslation('org');
  const position = usePositionLabel();
  const columns: Column<PersonRow>[] = [
    { key: 'name', title: t('person.name'), render: (row) => row.name },
    { key: 'unit', title: t('posting.unit'), render: (row) => row.unit?.name ?? '' },
    { key: 'position', title: t('posting.position'), render: (row) => position(row.position) },
    { key: 'state', title: t('person.state'), render: (row) => <StateTag row={row} /> },
    { key: 'phone', title: t('person.phone'), render: (row) => row.phone ?? '' },
    { key: 'email', title: t('person.email'), render: (row) => row.email ?? '', wideOnly: true },
    { key: 'number', title: t('employment.number'), render: (row) => row.employmentNumber ?? '', wideOnly: true },
  ];
  return (
    <Table<PersonRow>
      {...list}
      label={t('people.title')}
      columns={columns}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      onOpen={onOpen}
    />
  );
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (more: Filter) => void }) {
  const { t } = useTranslation('org');
  const units = useUnits();
  const positions = usePositionOptions();
  return (
    <div className={styles.filters}>
      <SearchField
        label={t('people.search')}
        placeholder={t('people.search')}
        value={filter.q ?? ''}
        onSearch={(q) => onChange({ q: q === '' ? undefined : q })}
      />
      <SelectField
        label={t('posting.unit')}
        emptyLabel={t('people.allUnits')}
        options={unitOptions(units.data?.items)}
        value={filter.unit ?? ''}
        onChange={(unit) => onChange({ unit: unit === '' ? undefined : unit })}
      />
      <SelectField<Position>
        label={t('posting.position')}
        emptyLabel={t('people.allPositions')}
        options={positions}
        value={filter.position ?? ''}
        onChange={(position) => onChange({ position: position === '' ? undefined : position })}
      />
      <ChipChoice<'current' | 'left'>
        label={t('person.state')}
        labelHidden
        required
        value={filter.state ?? 'current'}
        choices={[
          { value: 'current', label: t('people.current') },
          { value: 'left', label: t('people.left') },
        ]}
        onChange={(state) => onChange({ state: state === 'left' ? 'left' : undefined })}
      />
    </div>
  );
}
