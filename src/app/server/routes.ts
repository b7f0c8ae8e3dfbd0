import type { App, Route } from '#platform/server/http/route.ts';
import { formRoutes } from '#modules/forms/public.ts';
import { customerRoutes } from '#modules/customers/public.ts';
import { type Auth, identityRoutes, type SetUp } from '#modules/identity/public.ts';
import { importRoutes } from '#modules/imports/public.ts';
import { orgRoutes } from '#modules/org/public.ts';
import { followUpRoutes } from '#modules/follow-up/public.ts';
import { planRoutes } from '#modules/plans/public.ts';
import { targetRoutes } from '#modules/targets/public.ts';
import { visitRoutes } from '#modules/visits/public.ts';
import { importables } from './importables.ts';
import { phoneRoute } from './phone.ts';

/** Every route of the API, module by module. */
export function allRoutes(app: App, auth: Auth, setUp: SetUp): Route[] {
  const routes = [
    ...identityRoutes(app, auth, setUp),
    ...orgRoutes,
    ...customerRoutes,
    ...importRoutes(importables),
    ...formRoutes,
    ...visitRoutes,
    ...followUpRoutes,
    ...targetRoutes,
    ...planRoutes,
  ];
  return [...routes, phoneRoute(routes)];
}
