export { moveVisits } from './merge.ts';
export { type PlannedVisit, planVisit, withdrawVisits } from './planning.ts';
export { visitRoutes } from './routes.ts';
