import { IconBuildingStore, IconSun, IconUser } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, screen, shellRoute } from './screen.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: (raw): { token?: string } => {
    const token = text(raw['token']);
    return token === undefined ? {} : { token };
  },
  component: lazyRouteComponent(() => import('./setup.tsx')),
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw): { to?: string; ended?: true } => {
    const to = text(raw['to']);
    return {
      ...(to?.startsWith('/') && !to.startsWith('//') ? { to } : {}),
      ...(raw['ended'] === true ? { ended: true } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./sign-in.tsx')),
});

/** Every screen behind sign-in, in the order of the menu: one entry a screen. */
const screens = [
  screen('/', {
    load: () => import('./home.tsx'),
    title: 'common:nav.home',
    menu: { group: 'today', icon: <IconSun size={20} aria-hidden />, tab: true },
  }),
  screen('/customers', {
    load: () => import('./customers.tsx'),
    title: 'customers:nav.list',
    needs: 'customers.read',
    menu: { group: 'field', icon: <IconBuildingStore size={20} aria-hidden />, tab: true },
  }),
  screen('/customers/new', {
    load: () => import('./customer-new.tsx'),
    title: 'customers:nav.new',
    needs: 'customers.write',
  }),
  screen('/customers/$id', {
    load: () => import('./customer.tsx'),
    title: 'customers:nav.one',
    needs: 'customers.read',
  }),
  screen('/customers/$id/edit', {
    load: () => import('./customer-edit.tsx'),
    title: 'customers:nav.edit',
    needs: 'customers.write',
  }),
  screen('/me', {
    load: () => import('./me.tsx'),
    title: 'common:nav.me',
    menu: { group: 'company', icon: <IconUser size={20} aria-hidden />, tab: true },
  }),
  screen('/$', { load: () => import('./not-found.tsx'), title: 'common:notFound.title' }),
] as const;

export const routeTree = rootRoute.addChildren([setup, signIn, shellRoute.addChildren(screens)]);
