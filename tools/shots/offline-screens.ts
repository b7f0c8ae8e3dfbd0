// The phone without a network, as one works on it: what waits was written on the screens themselves.
import { newId } from '#platform/shared/id.ts';
import { type Language, languages } from '#platform/shared/languages.ts';
import { layEntries } from '../../test/journeys/phone-store.ts';
import { photoOfDoor, photoOfShelf } from './camera.ts';
import { hour } from './place.ts';
import { knownCustomer, openVisit, press, read, reportedVisit, type Screen, seller, type Visitor } from './screen.ts';
import { word } from './words.ts';

/** When the phone last met the server. */
const lastMet = '2026-11-23T13:58:00+08:00';

/** The phone is given what the day needs. */
async function fill(visitor: Visitor): Promise<void> {
  await visitor.page.goto('/outbox');
  await press(visitor, 'outbox:phone.fill');
  await read(visitor, 'outbox:phone.done');
}

/** The phone has what the day needs; then the lift's door closes. */
async function intoTheLift(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  const context = page.context();
  await context.clock.setFixedTime(lastMet);
  await fill(visitor);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.setOffline(true);
  await context.clock.setFixedTime(hour);
}

interface Reached {
  addresses: { lat: number | null; lng: number | null }[];
}

/** Checks in at the next stop, from the first screen; a few steps from its door. @returns the visit's address. */
async function checkIn(visitor: Visitor): Promise<string> {
  const { page, language } = visitor;
  const planned = await openVisit(visitor, (state) => state === 'planned');
  const { addresses } = await visitor.ask<Reached>(`/customers/${planned.customer.id}`);
  const { lat, lng } = addresses[0] ?? {};
  await page.context().grantPermissions(['geolocation']);
  if (lat != null && lng != null)
    await page.context().setGeolocation({ latitude: lat + 0.0001, longitude: lng, accuracy: 12 });
  await page.goto('/');
  await page
    .getByRole('main')
    .getByRole('button', { name: word(language, 'plans:today.checkIn') })
    .click();
  const report = page.getByRole('main').getByRole('link', { name: word(language, 'plans:today.report') });
  const address = await report.getAttribute('href');
  return address?.replace(/\/report$/, '') ?? '/';
}

const noted: Readonly<Record<Language, string>> = {
  'zh-Hant': '總務說下週三再送一次樣品',
  'zh-Hans': '行政说下周三再送一次样品',
  en: 'Office manager asks for samples again next Wednesday',
};

async function note(visitor: Visitor, customerId: string): Promise<void> {
  const { page, language } = visitor;
  await page.goto(`/customers/${customerId}`);
  await page.getByRole('textbox', { name: word(language, 'customers:detail.note') }).fill(noted[language]);
  await press(visitor, 'customers:detail.addNote');
  await read(visitor, 'common:outbox.kept');
}

async function photograph({ page }: Visitor): Promise<void> {
  const buffer = await photoOfDoor();
  await page
    .locator('input[type=file][capture]')
    .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('main').locator('img').first().waitFor();
}

/** Half an afternoon: checked in, a photo, a note. @returns where the visit stands. */
async function work(visitor: Visitor): Promise<string> {
  const known = await knownCustomer(visitor);
  await intoTheLift(visitor);
  const visit = await checkIn(visitor);
  await visitor.page.goto(visit);
  await photograph(visitor);
  await note(visitor, known);
  return visit;
}

const offlineAt = (path: string) => async (visitor: Visitor) => {
  await intoTheLift(visitor);
  await visitor.page.goto(path);
};

const photoIds = [newId(Date.parse(hour)), newId(Date.parse(hour) + 1)] as const;

async function photographed(visitor: Visitor): Promise<void> {
  const { page, place } = visitor;
  const { id } = await reportedVisit(visitor);
  const pictures = [await photoOfDoor(), await photoOfShelf()];
  for (const [at, data] of pictures.entries()) {
    const headers = { 'content-type': 'image/jpeg', 'kejing-written-at': `2026-11-23T01:1${4 + at}:00.000Z` };
    const url = `${place.address}/api/v1/visits/${id}/photos/${photoIds[at] ?? ''}`;
    const answer = await page.request.put(url, { data, headers });
    if (!answer.ok()) throw new Error(await answer.text());
  }
  await page.goto(`/visits/${id}`);
  const shown = page.getByRole('main').locator('img');
  await shown.nth(1).waitFor();
  await page.getByRole('heading', { name: word(visitor.language, 'visits:photos.title') }).scrollIntoViewIfNeeded();
  await shown.first().scrollIntoViewIfNeeded();
}

interface Versioned {
  name: string;
  version: number;
}

/** Meanwhile a colleague wrote another number of people, and another customer went to somebody else. */
async function refused(visitor: Visitor): Promise<void> {
  const { page, language } = visitor;
  const { customer } = await openVisit(visitor, (state) => state === 'planned');
  const { name, version } = await visitor.ask<Versioned>(`/customers/${customer.id}`);
  const path = `/customers/${customer.id}`;
  const theirs = { employees: 40 + languages.indexOf(language) + (visitor.size === 'phone' ? 0 : 10) };
  await visitor.tell('PATCH', path, theirs, { 'if-match': String(version) });
  await intoTheLift(visitor);
  const url = `/api/v1${path}`;
  const gone = newId(Date.parse(hour));
  await layEntries(page, [
    {
      ...{ command: 'customers.change', method: 'PATCH', url, title: name, screen: `${path}/edit` },
      ...{ body: { employees: 64 }, ifMatch: version, changes: [customer.id] },
    },
    {
      ...{ command: 'customers.addNote', method: 'POST', url: `/api/v1/customers/${gone}/notes` },
      ...{ body: { id: newId(Date.parse(hour)), text: noted[language] }, title: '遠方貿易', needs: [gone] },
    },
  ]);
  await page.context().setOffline(false);
  await page.goto('/outbox');
  await read(visitor, 'outbox:gone');
  await read(visitor, 'outbox:conflict.useMine');
}

export const offlineScreens: readonly Screen[] = [
  {
    ...{ name: 'outbox', who: seller },
    open: async (visitor) => {
      await fill(visitor);
      await visitor.page.reload();
    },
  },
  { name: 'visit-photos', who: seller, open: photographed },
  {
    ...{ name: 'today-offline', who: seller, sizes: ['phone'], alone: true },
    open: async (visitor) => {
      await intoTheLift(visitor);
      await checkIn(visitor);
      await visitor.page.reload();
    },
  },
  { name: 'tomorrow-offline', who: seller, sizes: ['phone'], alone: true, open: offlineAt('/tomorrow') },
  { name: 'customers-offline', who: seller, sizes: ['phone'], alone: true, open: offlineAt('/customers') },
  {
    ...{ name: 'visit-offline', who: seller, sizes: ['phone'], alone: true },
    open: async (visitor) => {
      await intoTheLift(visitor);
      await visitor.page.goto(await checkIn(visitor));
      await photograph(visitor);
      await visitor.page.reload();
      await visitor.page.getByRole('main').locator('img').first().waitFor();
    },
  },
  {
    ...{ name: 'outbox-waiting', who: seller, alone: true },
    open: async (visitor) => {
      await work(visitor);
      await visitor.page.goto('/outbox');
    },
  },
  {
    ...{ name: 'sign-out', who: seller, sizes: ['phone'], alone: true },
    open: async (visitor) => {
      await work(visitor);
      await visitor.page.goto('/me');
      const name = word(visitor.language, 'identity:me.sessions.signOut');
      await visitor.page.getByRole('button', { name, exact: true }).click();
      await visitor.page.getByRole('dialog').waitFor();
    },
  },
  { name: 'outbox-refused', who: seller, alone: true, open: refused },
  {
    ...{ name: 'me-install', who: seller, sizes: ['phone'], alone: true },
    open: async (visitor) => {
      await visitor.page.goto('/me');
      await read(visitor, 'common:install.title');
      // The browser makes this offer at a time of its own, a headless one never.
      await visitor.page.evaluate(() => void dispatchEvent(new Event('beforeinstallprompt')));
      await visitor.page
        .getByRole('button', { name: word(visitor.language, 'common:install.do') })
        .scrollIntoViewIfNeeded();
    },
  },
];
