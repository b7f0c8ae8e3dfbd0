import { type AnyRoute, createRouter } from '@tanstack/react-router';
import { readSession } from '#platform/web/session.ts';
import { routeTree } from './routes.tsx';

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 1_000,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Asks at once for what the screen at this address will need, beside the texts: its code, and who is signed in. */
export function startScreen(): void {
  const matches = router.matchRoutes(router.latestLocation);
  const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
  for (const { routeId } of matches) {
    const route = routes[routeId];
    if (route !== undefined) void router.loadRouteChunk(route)?.catch(() => undefined);
  }
  // Refused or not, the route asks again and deals with it.
  if (matches.some(({ routeId }) => routeId === '/in')) void readSession().catch(() => undefined);
}

/** After a move to another screen the reading starts at its heading, as it would on a new page. */
router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  if (fromLocation === undefined || !pathChanged) return;
  const target = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main');
  target?.focus({ preventScroll: true });
});
