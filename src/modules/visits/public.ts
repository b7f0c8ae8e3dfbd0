export { type PlannedVisit, planVisit, withdrawVisits } from './planning.ts';
export { type DayCounts, visitCounts } from './counts.ts';
export { visitRoutes } from './routes.ts';
