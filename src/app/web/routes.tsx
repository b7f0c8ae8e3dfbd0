import {
  IconAddressBook,
  IconBuildingStore,
  IconCalendarEvent,
  IconChecklist,
  IconFileImport,
  IconForms,
  IconHierarchy2,
  IconListCheck,
  IconListDetails,
  IconPhoneCall,
  IconSend,
  IconSun,
  IconTargetArrow,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
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
  screen('/team-day', {
    load: () => import('./team-day.tsx'),
    title: 'visits:teamDay.title',
    needs: 'boards.read',
    menu: { group: 'today', icon: <IconUsersGroup size={20} aria-hidden /> },
  }),
  screen('/tomorrow', {
    load: () => import('#modules/plans/ui/tomorrow-page.tsx'),
    title: 'plans:nav.tomorrow',
    needs: 'visits.make',
    menu: { group: 'today', icon: <IconListCheck size={20} aria-hidden />, tab: true },
  }),
  screen('/next-steps', {
    load: () => import('#modules/follow-up/ui/next-steps-page.tsx'),
    title: 'followUp:nav',
    needs: 'visits.make',
    menu: { group: 'today', icon: <IconPhoneCall size={20} aria-hidden />, tab: true },
  }),
  screen('/plans', {
    load: () => import('#modules/plans/ui/team-plans-page.tsx'),
    title: 'plans:nav.team',
    needs: 'plans.confirm',
    menu: { group: 'today', icon: <IconChecklist size={20} aria-hidden /> },
  }),
  screen('/board', {
    load: () => import('#modules/targets/ui/board-page.tsx'),
    title: 'targets:nav',
    needs: 'visits.make',
    menu: { group: 'results', icon: <IconTargetArrow size={20} aria-hidden /> },
  }),
  screen('/visits/$id', { load: () => import('./visit.tsx'), title: 'visits:page.title' }),
  screen('/visits/$id/report', {
    load: () => import('./visit-report.tsx'),
    title: 'visits:report.title',
    needs: 'visits.make',
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
  screen('/imports', {
    load: () => import('./imports.tsx'),
    title: 'imports:nav.list',
    needs: 'imports.run',
    menu: { group: 'field', icon: <IconFileImport size={20} aria-hidden /> },
  }),
  screen('/imports/$id', { load: () => import('./import.tsx'), title: 'imports:nav.one', needs: 'imports.run' }),
  screen('/organisation', {
    load: () => import('./organisation.tsx'),
    title: 'org:nav.organisation',
    menu: { group: 'people', icon: <IconHierarchy2 size={20} aria-hidden /> },
  }),
  screen('/people', {
    load: () => import('./people.tsx'),
    title: 'org:nav.people',
    menu: { group: 'people', icon: <IconAddressBook size={20} aria-hidden /> },
  }),
  screen('/people/$id', { load: () => import('./person.tsx'), title: 'org:nav.person' }),
  screen('/calendars', {
    load: () => import('./calendars.tsx'),
    title: 'org:nav.calendars',
    menu: { group: 'people', icon: <IconCalendarEvent size={20} aria-hidden /> },
  }),
  screen('/outbox', {
    load: () => import('./outbox.tsx'),
    title: 'outbox:title',
    menu: { group: 'company', icon: <IconSend size={20} aria-hidden /> },
  }),
  screen('/forms', {
    load: () => import('./forms.tsx'),
    title: 'forms:nav.list',
    needs: 'company.manage',
    menu: { group: 'company', icon: <IconForms size={20} aria-hidden /> },
  }),
  screen('/forms/$code', { load: () => import('./form.tsx'), title: 'forms:nav.one', needs: 'company.manage' }),
  screen('/codes', {
    load: () => import('./codes.tsx'),
    title: 'customers:codes.title',
    needs: 'company.manage',
    menu: { group: 'company', icon: <IconListDetails size={20} aria-hidden /> },
  }),
  screen('/me', {
    load: () => import('./me.tsx'),
    title: 'common:nav.me',
    menu: { group: 'company', icon: <IconUser size={20} aria-hidden />, tab: true },
  }),
  screen('/$', { load: () => import('./not-found.tsx'), title: 'common:notFound.title' }),
] as const;

export const routeTree = rootRoute.addChildren([setup, signIn, shellRoute.addChildren(screens)]);
