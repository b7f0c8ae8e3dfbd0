import { QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { queryClient, refresh } from './queries.ts';

it('O8 reads again what was made stale while it was read for the first time', async () => {
  const answers: ((answer: string) => void)[] = [];
  const queryFn = (): Promise<string> => new Promise((resolve) => answers.push(resolve));
  const observer = new QueryObserver(queryClient, { queryKey: ['get', '/api/v1/visits', {}], queryFn });
  const stop = observer.subscribe(() => undefined);
  void refresh('/api/v1/visits');
  answers[0]?.('as it was before');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.('as it is now');
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('as it is now'));
  stop();
});

it('covers what lies below a path, and nothing beside it', async () => {
  const keys = ['/api/v1/customers', '/api/v1/customers/{id}/timeline', '/api/v1/customersish'];
  for (const key of keys) queryClient.setQueryData(['get', key], 1);
  await refresh('/api/v1/customers');
  expect(keys.map((key) => queryClient.getQueryState(['get', key])?.isInvalidated)).toEqual([true, true, false]);
});
