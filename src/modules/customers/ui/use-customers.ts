import { keepPreviousData } from '@tanstack/react-query';
import { $api } from '#platform/web/api.ts';
import { refreshOn } from '#platform/web/live.ts';
import { useMe } from '#platform/web/session.ts';
import type { CustomerRow } from '../contract.ts';
import { filterQuery, type ListState } from './list-state.ts';

/** A line of the list. */
export type CustomerLine = CustomerRow;
export type { Customer } from '../contract.ts';

refreshOn('customers.', '/api/v1/customers');
refreshOn('visits.', '/api/v1/customers');
refreshOn('followUp.', '/api/v1/customers');

const pageSize = 50;

/** The list for a state of its filters, page after page, and how many there are in all. */
export function useCustomers(state: ListState) {
  const { person } = useMe();
  const filter = filterQuery(state, person.id);
  const list = $api.useInfiniteQuery(
    'get',
    '/api/v1/customers',
    { params: { query: { ...filter, sort: state.sort ?? 'recent', limit: pageSize } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    },
  );
  const count = $api.useQuery(
    'get',
    '/api/v1/customers/count',
    { params: { query: filter } },
    { placeholderData: keepPreviousData },
  );
  return {
    rows: list.data?.pages.flatMap(({ items }) => items),
    count: count.data,
    error: list.error,
    retry: () => void list.refetch(),
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    loadingMore: list.isFetchingNextPage,
  };
}
