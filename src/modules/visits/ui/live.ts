import { refreshOn } from '#platform/web/live.ts';
import { refresh } from '#platform/web/queries.ts';

const paths = [
  '/api/v1/visits',
  '/api/v1/team-day',
  '/api/v1/customers/{id}/visits',
  '/api/v1/customers/{id}/timeline',
] as const;

refreshOn('visits.', ...paths);

/** After one's own change: what shows visits, and what a visit changes beside itself. */
export const visitsChanged = (): Promise<void> =>
  refresh(...paths, '/api/v1/customers', '/api/v1/next-steps', '/api/v1/plans', '/api/v1/board');
