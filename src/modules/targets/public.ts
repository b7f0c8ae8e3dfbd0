export { setAim } from './aims.ts';
export { visitAimFor } from './board.ts';
export { targetRoutes } from './routes.ts';
