import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { type Me, useMe } from '#platform/web/session.ts';
import { EmptyState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { useWide } from '#ui/width.ts';

interface Home {
  /** Whose first screen it is, on which width; the first that fits is shown. */
  fits: (me: Me, wide: boolean) => boolean;
  Screen: LazyExoticComponent<ComponentType>;
}

/** The first screens of the modules, the most particular first. */
const homes: readonly Home[] = [
  {
    fits: (me, wide) => wide && me.leadsUnits.length > 0 && me.capabilities.includes('boards.read'),
    Screen: lazy(() => import('./team-day.tsx')),
  },
  {
    fits: (me) => me.capabilities.includes('visits.make'),
    Screen: lazy(() => import('#modules/plans/ui/today-page.tsx')),
  },
];

/** The first screen: what this person's day asks. Without any work of his own yet, the day, and how it begins. */
export default function HomeScreen() {
  const me = useMe();
  const wide = useWide();
  const Chosen = homes.find(({ fits }) => fits(me, wide))?.Screen;
  return Chosen === undefined ? <EmptyDay /> : <Chosen />;
}

function EmptyDay() {
  const { t } = useTranslation();
  const format = useFormat();
  const { person, unit, company } = useMe();
  const today = format.today();
  return (
    <Page title={format.dayOfWeek(today)} subtitle={`${person.name} · ${unit?.name ?? company.name}`}>
      <EmptyState title={t('home.empty.title')} text={t('home.empty.text')} />
    </Page>
  );
}
