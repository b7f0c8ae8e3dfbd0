export { followVisit, moveLines } from './merge.ts';
export { planRoutes } from './routes.ts';
