import { type Query, QueryClient } from '@tanstack/react-query';
import { connectionNow } from './connection.ts';
import { toProblem } from './problem.ts';

/** Refusals are final; only an absent server is asked again, where there is a network. Commands are never repeated by themselves. */
function mayRetry(failures: number, error: unknown): boolean {
  const { status } = toProblem(error);
  return failures < 2 && connectionNow() !== 'offline' && (status === 0 || status >= 502);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // Without a network the phone itself answers.
    queries: { retry: mayRetry, staleTime: 30_000, gcTime: 10 * 60_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/**
 * Marks everything read from these paths as old, so that what is on the screen is read again. A path covers what lies below it:
 * `refresh('/api/v1/customers')` also covers one customer's timeline.
 */
export async function refresh(...paths: readonly string[]): Promise<void> {
  const covered = ({ queryKey: [method, path] }: Query): boolean =>
    method === 'get' &&
    typeof path === 'string' &&
    paths.some((start) => path === start || path.startsWith(`${start}/`));
  // A first reading that is under way is not begun anew by this, and may bring what was before: it is followed by a second one.
  const first = queryClient
    .getQueryCache()
    .findAll({ predicate: covered, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined);
  await queryClient.invalidateQueries({ predicate: covered });
  if (first.length > 0) await queryClient.invalidateQueries({ predicate: (query) => first.includes(query) });
}
