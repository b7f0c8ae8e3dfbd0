import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMessage } from '#platform/web/message.ts';
import { useOutbox } from '#platform/web/offline/mirror.ts';
import { useMe } from '#platform/web/session.ts';
import type { Place, PlaceGroup, To } from '#ui/shell.tsx';
import { placeGroups } from './menu.ts';

type Counts = Readonly<Record<string, number>>;

/** What waits behind a place: unsent entries in the list of them; among the tabs, which have no room for that, those that need a look. */
function useCounts(): { inMenu: Counts; onTabs: Counts } {
  const unsent = useOutbox().filter(({ state }) => state !== 'sent');
  const refused = unsent.filter(({ state }) => state === 'refused');
  return { inMenu: { '/outbox': unsent.length }, onTabs: { '/me': refused.length } };
}

/** The screens this person may open, as the menu and the tabs list them: the route table, filtered by what his place allows. */
export function usePlaces(): { groups: PlaceGroup[]; tabs: Place[]; others: PlaceGroup[] } {
  const { t } = useTranslation();
  const say = useMessage();
  const { capabilities } = useMe();
  const { routesById } = useRouter();
  const { inMenu, onTabs } = useCounts();
  const open = Object.values(routesById).flatMap(({ fullPath, options }) => {
    const { title, needs, menu } = options.staticData ?? {};
    if (menu === undefined || title === undefined) return [];
    if (needs !== undefined && !capabilities.includes(needs)) return [];
    return [{ menu, place: { to: fullPath as To, label: say(title), icon: menu.icon, count: inMenu[fullPath] } }];
  });
  const grouped = (entries: typeof open): PlaceGroup[] =>
    placeGroups
      .map((group) => ({
        label: t(`nav.group.${group}`),
        places: entries.filter(({ menu }) => menu.group === group).map(({ place }) => place),
      }))
      .filter(({ places }) => places.length > 0);
  return {
    groups: grouped(open),
    tabs: open.filter(({ menu }) => menu.tab).map(({ place }) => ({ ...place, count: onTabs[place.to as string] })),
    others: grouped(open.filter(({ menu }) => !menu.tab)),
  };
}
