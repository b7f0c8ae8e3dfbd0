import { read, type Route, write } from '#platform/server/http/route.ts';
import * as contract from './contract.ts';
import { publishForm } from './commands/publish-form.ts';
import { formOf, formsInUse, versionsOf } from './queries.ts';

export const formRoutes: Route[] = [
  read(contract.listForms, async ({ ctx }) => ({ items: await formsInUse(ctx) })),
  read(contract.getForm, ({ ctx, params, query }) => formOf(ctx, params.code, query.version)),
  read(contract.listVersions, ({ ctx, params }) => versionsOf(ctx, params.code)),
  write(contract.publishForm, publishForm, ({ params, body, ifMatch }) => ({ ...params, ...body, ifMatch })),
];
