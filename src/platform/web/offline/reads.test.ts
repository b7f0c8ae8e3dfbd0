import { expect, it } from 'vitest';
import { keepOnPhone, readOf, trimForPhone, trimmed } from './reads.ts';

keepOnPhone('/api/v1/visits/{id}', '/api/v1/visits/last-report', '/api/v1/visits');

const at = (path: string) => readOf(new URL(path, 'http://phone.test'));

it('knows what was asked for, with its parameters and its query', () => {
  expect(at('/api/v1/visits/4%2F2?x=1')).toMatchObject({
    path: '/api/v1/visits/{id}',
    params: { id: '4/2' },
    url: '/api/v1/visits/4%2F2?x=1',
  });
  expect(at('/api/v1/visits?day=2026-11-23')?.query.get('day')).toBe('2026-11-23');
});

it('takes the path that says more', () => {
  expect(at('/api/v1/visits/last-report?customer=c')?.path).toBe('/api/v1/visits/last-report');
});

it('lets nothing else onto the phone', () => {
  expect(at('/api/v1/people/1')).toBeUndefined();
  expect(at('/api/v1/visits/1/photos')).toBeUndefined();
});

it('O8 takes off what may not be held, and holds nothing where that is all', () => {
  trimForPhone('/api/v1/visits/{id}', (visit) => ({ ...visit, version: 0 }));
  trimForPhone('/api/v1/visits', () => undefined);
  expect(trimmed('/api/v1/visits/{id}', { id: '1', version: 7 })).toEqual({ id: '1', version: 0 });
  expect(trimmed('/api/v1/visits', { items: [] })).toBeUndefined();
  expect(trimmed('/api/v1/visits/last-report', 'as it is')).toBe('as it is');
});
