import { refreshOn } from '#platform/web/live.ts';

refreshOn(
  'visits.',
  '/api/v1/visits',
  '/api/v1/team-day',
  '/api/v1/customers/{id}/visits',
  '/api/v1/customers/{id}/timeline',
);
