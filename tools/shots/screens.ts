// The screens of which pictures are taken, in the order in which one meets them.
import { editorScreens } from './editor-screens.ts';
import { offlineScreens } from './offline-screens.ts';
import {
  administrator,
  knownCustomer,
  lead,
  openVisit,
  press,
  reportedVisit,
  type Screen,
  seller,
  type Visitor,
} from './screen.ts';
import { word } from './words.ts';

interface Listed {
  items: { id: string }[];
}

/** A visit under way, its form half filled. */
async function fillReport(visitor: Visitor): Promise<void> {
  const { page, language } = visitor;
  const inside = await openVisit(visitor, (state) => state === 'checkedIn').catch(async () => {
    const planned = await openVisit(visitor, (state) => state === 'planned');
    await visitor.tell('POST', `/visits/${planned.id}/check-in`, { occurredAt: '2026-11-23T06:12:00.000Z' });
    return planned;
  });
  await page.goto(`/visits/${inside.id}/report`);
  await page.getByRole('radio').nth(3).check({ force: true });
  await page.getByRole('button', { name: word(language, 'followUp:kind.visit') }).click();
  await page.evaluate(() => scrollTo(0, 0));
}

const list = (rows: string[]): Buffer =>
  Buffer.from(`\u{FEFF}公司名稱,統一編號,總機電話,住址,成立日期\n${rows.join('\n')}\n`);

/** A small list with what lists have: an entity, a number that lost its zero, a line without a name. */
const firms = list([
  '錦華&amp;泰安貿易,70797331,02-2755-3312,台北市大安區仁愛路四段 300 號 5 樓,85/03/12',
  '永昌電子股份有限公司,4595257,(02)2712-8080#12,台北市松山區南京東路 100 號,0930401',
  ',12345675,02-2345-0000,台北市信義區松仁路 1 號,2001-05-06',
  '日新設計,不詳,0912-345-678,台北市中山區長安東路一段 20 號,民國98年7月1日',
]);

async function uploadList(visitor: Visitor): Promise<string> {
  const { page, place } = visitor;
  const file = { name: '城中新名單.csv', mimeType: 'text/csv', buffer: firms };
  const answer = await page.request.post(`${place.address}/api/v1/imports`, { multipart: { kind: 'customers', file } });
  if (!answer.ok()) throw new Error(await answer.text());
  const { id }: { id: string } = await answer.json();
  return id;
}

async function rehearsed(visitor: Visitor): Promise<void> {
  const { page, language } = visitor;
  await page.goto(`/imports/${await uploadList(visitor)}`);
  await press(visitor, 'imports:rehearsal.start');
  await page.getByText(word(language, 'imports:rows.title')).first().waitFor();
}

export const screens: readonly Screen[] = [
  { name: 'setup', who: null, open: async ({ page, place }) => void (await page.goto(place.setupAddress)) },
  { name: 'sign-in', who: null, open: '/sign-in' },
  { name: 'today', who: seller, open: '/' },
  { name: 'tomorrow', who: seller, open: '/tomorrow' },
  { name: 'next-steps', who: seller, open: '/next-steps' },
  { name: 'board', who: seller, open: '/board' },
  {
    name: 'board-entries',
    who: seller,
    open: async ({ page }) => {
      await page.goto('/board');
      await page.getByRole('main').locator('button[aria-label], table button').first().click();
    },
  },
  { name: 'customers', who: seller, open: '/customers', sizes: ['phone'] },
  { name: 'customers', who: lead, open: '/customers', sizes: ['desk'] },
  { name: 'customers-found', who: seller, open: '/customers?q=大廈' },
  { name: 'customers-none', who: seller, open: '/customers?q=zzzz' },
  {
    name: 'customer',
    who: seller,
    open: async (visitor) => void (await visitor.page.goto(`/customers/${await knownCustomer(visitor)}`)),
  },
  {
    name: 'plan-visit',
    who: seller,
    open: async (visitor) => {
      const { page } = visitor;
      await page.goto(`/customers/${await knownCustomer(visitor)}`);
      await press(visitor, 'visits:customer.plan');
      const companions = page
        .getByRole('dialog')
        .getByRole('group', { name: word(visitor.language, 'visits:plan.companions') });
      await companions.getByRole('button').first().click();
    },
  },
  { name: 'customer-new', who: seller, open: '/customers/new' },
  {
    name: 'customer-edit',
    who: seller,
    open: async (visitor) => void (await visitor.page.goto(`/customers/${await knownCustomer(visitor)}/edit`)),
  },
  {
    name: 'assign',
    who: lead,
    sizes: ['desk'],
    open: async (visitor) => {
      await visitor.page.goto('/customers');
      const boxes = visitor.page.getByRole('checkbox');
      for (const at of [1, 2, 3]) await boxes.nth(at).check();
      await press(visitor, 'customers:list.assign');
    },
  },
  {
    name: 'visit',
    who: seller,
    open: async (visitor) => void (await visitor.page.goto(`/visits/${(await reportedVisit(visitor)).id}`)),
  },
  { name: 'team-day', who: lead, open: '/team-day' },
  { name: 'team-plans', who: lead, open: '/plans' },
  {
    name: 'team-plan',
    who: lead,
    open: async ({ page }) => {
      await page.goto('/plans');
      await page.getByRole('main').getByText(seller).first().click();
    },
  },
  { name: 'imports', who: lead, open: '/imports' },
  {
    name: 'import-columns',
    who: lead,
    open: async (visitor) => void (await visitor.page.goto(`/imports/${await uploadList(visitor)}`)),
  },
  { name: 'import-rehearsed', who: lead, open: rehearsed },
  { name: 'organisation', who: administrator, open: '/organisation' },
  { name: 'people', who: administrator, open: '/people' },
  {
    name: 'person',
    who: administrator,
    open: async (visitor) => {
      const { items } = await visitor.ask<Listed>(`/people?q=${encodeURIComponent(seller)}`);
      await visitor.page.goto(`/people/${items[0]?.id ?? ''}`);
    },
  },
  { name: 'calendars', who: administrator, open: '/calendars' },
  ...editorScreens,
  { name: 'me', who: seller, open: '/me' },
  { name: 'not-found', who: seller, open: '/nowhere' },
  ...offlineScreens,
  { name: 'report', who: seller, open: fillReport },
];
