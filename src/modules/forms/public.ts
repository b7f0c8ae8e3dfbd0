export { formOf, formsById } from './queries.ts';
export type { Met } from './rules-fit.ts';
export { formRoutes } from './routes.ts';
export { seedForms } from './seed.ts';
