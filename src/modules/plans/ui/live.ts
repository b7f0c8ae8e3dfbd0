import { refreshOn } from '#platform/web/live.ts';

/** What a day's screens are made of. */
refreshOn('plans.', '/api/v1/plans', '/api/v1/visits', '/api/v1/board');
refreshOn('visits.', '/api/v1/plans', '/api/v1/visits', '/api/v1/board');
refreshOn('followUp.', '/api/v1/plans', '/api/v1/next-steps');
refreshOn('targets.', '/api/v1/board', '/api/v1/plans');

/** What is read again after one's own change of a list. */
export const planPaths = ['/api/v1/plans', '/api/v1/visits', '/api/v1/board'] as const;
