import { read, type Route } from '#platform/server/http/route.ts';
import * as contract from './contract.ts';
import { formOf, formsInUse } from './queries.ts';

export const formRoutes: Route[] = [
  read(contract.listForms, async ({ ctx }) => ({ items: await formsInUse(ctx) })),
  read(contract.getForm, ({ ctx, params, query }) => formOf(ctx, params.code, query.version)),
];
