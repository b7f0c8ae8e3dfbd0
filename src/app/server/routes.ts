import type { App, Route } from '#platform/server/http/route.ts';
import { type Auth, identityRoutes, type SetUp } from '#modules/identity/public.ts';

/** Every route of the API, module by module. */
export function allRoutes(app: App, auth: Auth, setUp: SetUp): Route[] {
  return [...identityRoutes(app, auth, setUp)];
}
