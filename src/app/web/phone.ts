import { keepOnPhone } from '#platform/web/offline/reads.ts';
import { projectWith } from '#platform/web/offline/projections.ts';

// What a phone may hold of the API: what a day in the field needs to be read and written without a network.
keepOnPhone(
  '/api/v1/me',
  '/api/v1/plans/{day}',
  '/api/v1/visits',
  '/api/v1/visits/{id}',
  '/api/v1/visits/last-report',
  '/api/v1/customers',
  '/api/v1/customers/{id}',
  '/api/v1/customers/{id}/next-steps',
  '/api/v1/customers/{id}/timeline',
  '/api/v1/customers/{id}/visits',
  '/api/v1/next-steps',
  '/api/v1/forms',
  '/api/v1/forms/{code}',
  '/api/v1/codes/{list}',
  '/api/v1/board',
);

projectWith(async () => (await import('./projections.ts')).projections);
