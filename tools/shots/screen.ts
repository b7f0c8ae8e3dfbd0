// A screen of which pictures are taken, and the ways to it that several share.
import type { Page } from 'playwright-core';
import type { Language } from '#platform/shared/languages.ts';
import type { Place } from './place.ts';
import { word } from './words.ts';

export type Size = 'phone' | 'desk';

export interface Visitor {
  page: Page;
  place: Place;
  language: Language;
  size: Size;
  /** Asks the API as the person at the screen. */
  ask<T>(path: string): Promise<T>;
  tell(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<void>;
}

export interface Screen {
  name: string;
  /** The sample's user name; nobody where it stands before sign-in. */
  who: string | null;
  sizes?: readonly Size[];
  /** In a window that nobody used before or uses after: it loses its network, or keeps something unsent. */
  alone?: true;
  /** An address, or the way there. */
  open: string | ((visitor: Visitor) => Promise<void>);
}

export const seller = '林志豪';
export const lead = '周經理';
export const administrator = 'admin';

interface VisitListed {
  items: { id: string; state: string; report: { outcome: string } | null; customer: { id: string } }[];
}

export const press = async ({ page, language }: Visitor, key: string): Promise<void> =>
  page
    .getByRole('button', { name: word(language, key) })
    .first()
    .click();

/** Waits until a text stands somewhere on the screen. */
export const read = async ({ page, language }: Visitor, key: string): Promise<void> =>
  page.getByText(word(language, key)).first().waitFor();

export async function openVisit(
  visitor: Visitor,
  fits: (state: string, outcome: string | undefined) => boolean,
): Promise<VisitListed['items'][number]> {
  const { items } = await visitor.ask<VisitListed>('/visits?day=2026-11-23');
  const found = items.find(({ state, report }) => fits(state, report?.outcome));
  if (found === undefined) throw new Error('the sample has no such visit today');
  return found;
}

/** The day's first talk. */
export const reportedVisit = (visitor: Visitor) => openVisit(visitor, (_state, outcome) => outcome === 'talked');

/** The customer of the day's first talk: has contacts, visits, a next step. */
export const knownCustomer = async (visitor: Visitor): Promise<string> => (await reportedVisit(visitor)).customer.id;
