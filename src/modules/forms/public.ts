export { formOf, formsById } from './queries.ts';
export { formRoutes } from './routes.ts';
export { seedForms } from './seed.ts';
