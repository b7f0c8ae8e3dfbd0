import type { ReactNode } from 'react';

/** In the order in which the desk lists them. */
export const placeGroups = ['today', 'field', 'results', 'governance', 'people', 'company'] as const;

/** Where a screen stands in the menu: which group, and whether it is one of the phone's tabs. */
export interface MenuPlace {
  group: (typeof placeGroups)[number];
  icon: ReactNode;
  tab?: boolean;
}
