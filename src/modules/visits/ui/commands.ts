import { queuedCommand } from '#platform/web/offline/command.ts';

/** What shows visits, and what a visit changes beside itself. */
export const stale = [
  '/api/v1/visits',
  '/api/v1/team-day',
  '/api/v1/customers',
  '/api/v1/next-steps',
  '/api/v1/plans',
  '/api/v1/board',
] as const;

export const planVisit = queuedCommand('post', '/api/v1/visits', { id: 'visits.plan', version: 1, stale });
export const replanVisit = queuedCommand('patch', '/api/v1/visits/{id}', { id: 'visits.replan', version: 1, stale });
export const checkInVisit = queuedCommand('post', '/api/v1/visits/{id}/check-in', {
  id: 'visits.checkIn',
  version: 1,
  stale,
});
export const reportVisit = queuedCommand('put', '/api/v1/visits/{id}/report', {
  id: 'visits.report',
  version: 2,
  stale,
});
export const checkOutVisit = queuedCommand('post', '/api/v1/visits/{id}/check-out', {
  id: 'visits.checkOut',
  version: 1,
  stale,
});
export const cancelVisit = queuedCommand('post', '/api/v1/visits/{id}/cancellation', {
  id: 'visits.cancel',
  version: 1,
  stale,
});
