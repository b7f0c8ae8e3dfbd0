import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Capability } from '#platform/shared/actor.ts';
import type { MessageKey } from '#platform/shared/messages.ts';
import { currentLanguage, showLanguage } from '#platform/web/language.ts';
import { readBootstrap, readSession } from '#platform/web/session.ts';
import { Busy } from '#ui/busy.tsx';
import { Crash, LoneCrash } from './crash.tsx';
import type { MenuPlace } from './menu.ts';
import { SignedInShell } from './signed-in-shell.tsx';

interface ScreenOptions {
  /** One file a screen, its default export; loaded when it is first opened. */
  load: () => Promise<{ default: ComponentType }>;
  /** What the menu calls it. */
  title: MessageKey;
  /** Who has none of these does not see it in the menu, and is told so when he opens the address. */
  needs?: Capability;
  menu?: MenuPlace;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    title?: MessageKey;
    needs?: Capability;
    menu?: MenuPlace;
  }
}

export const rootRoute = createRootRoute({ component: Outlet, errorComponent: LoneCrash });

/** Everything behind sign-in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'in',
  component: SignedInShell,
  errorComponent: LoneCrash,
  pendingComponent: Busy,
  beforeLoad: async ({ location }) => {
    const me = await readSession();
    if (me !== null) {
      if (me.language !== currentLanguage()) await showLanguage(me.language);
      return;
    }
    // Where the server cannot say, the phone was signed out: a company was there.
    const bootstrap = await readBootstrap().catch(() => undefined);
    if (bootstrap?.state === 'setup') throw redirect({ to: '/setup', search: location.search });
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
  },
});

/** A screen behind sign-in; `path` as in the address, with `$name` for what changes. */
export function screen<const Path extends string>(path: Path, { load, title, needs, menu }: ScreenOptions) {
  return createRoute({
    getParentRoute: () => shellRoute,
    path,
    component: lazyRouteComponent(load),
    errorComponent: Crash,
    staticData: { title, ...(needs === undefined ? {} : { needs }), ...(menu === undefined ? {} : { menu }) },
  });
}
