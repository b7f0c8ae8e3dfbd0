// Where a company changes its forms and lists.
import { administrator, press, type Screen, type Visitor } from './screen.ts';
import { word } from './words.ts';

const form = '/forms/office';

/** Asks for one thing less and in another order. */
async function changeForm(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await page.goto(form);
  const cards = page.getByRole('main').locator('li[class*=card]');
  await cards.nth(2).waitFor();
  await cards.nth(1).locator('[data-move="1"]').click();
  const [remove = ''] = word(visitor.language, 'forms:editor.remove').split('{{');
  const removable = page.getByRole('main').getByRole('button', { name: new RegExp(`^${remove}`), disabled: false });
  await removable.nth(3).click();
}

export const editorScreens: readonly Screen[] = [
  { name: 'forms', who: administrator, open: '/forms' },
  {
    ...{ name: 'form', who: administrator, alone: true },
    open: async ({ page }) => {
      await page.goto(form);
      await page.getByRole('main').locator('li[class*=card] button[aria-expanded]').nth(2).click();
    },
  },
  {
    ...{ name: 'form-preview', who: administrator, sizes: ['phone'], alone: true },
    open: async (visitor) => {
      await visitor.page.goto(form);
      await press(visitor, 'forms:editor.preview');
    },
  },
  {
    ...{ name: 'form-publish', who: administrator, alone: true },
    open: async (visitor) => {
      await changeForm(visitor);
      // What is half done stays on this device.
      await visitor.page.reload();
      await press(visitor, 'forms:editor.publish');
      await visitor.page.getByRole('dialog').waitFor();
    },
  },
  { name: 'codes', who: administrator, open: '/codes' },
  {
    name: 'code',
    who: administrator,
    open: async (visitor) => {
      await visitor.page.goto('/codes?list=tag');
      await press(visitor, 'common:action.edit');
      await visitor.page.getByRole('dialog').waitFor();
    },
  },
];
