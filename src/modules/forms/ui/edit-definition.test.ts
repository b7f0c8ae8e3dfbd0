import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../contract.ts';
import { fieldTypes } from '../contract-definition.ts';
import { fieldsOf } from '../rules.ts';
import { definitionErrors } from '../rules-definition.ts';
import { officeForm } from '../shipped/office.ts';
import { say } from '../shipped/pieces.ts';
import {
  addField,
  addSection,
  allTextsLacking,
  fillDefinition,
  fillField,
  moveField,
  moveSection,
  newField,
  ofType,
  patchField,
  putBack,
  removeField,
  setAlways,
} from './edit-definition.ts';
import { begun, edited, type Editing } from './edit-history.ts';

const order = (definition: FormDefinition): string =>
  definition.sections.map(({ fields }) => fields.map(({ key }) => key).join(' ')).join(' | ');

describe('the order of questions', () => {
  it.each([
    ['attitude', 1, 'met | headCount officeSize supplies brands | intent attitude | exchanged sentence'],
    ['intent', 1, 'met | headCount officeSize supplies brands | attitude | intent exchanged sentence'],
    ['attitude', -1, 'met | headCount officeSize supplies brands attitude | intent | exchanged sentence'],
    ['met', -1, order(officeForm)],
    ['sentence', 1, order(officeForm)],
    ['nosuch', 1, order(officeForm)],
  ] as const)('%s by %i', (key, step, expected) => {
    expect(order(moveField(officeForm, key, step))).toBe(expected);
  });

  it('moves parts as wholes', () => {
    expect(order(moveSection(officeForm, 0, 1))).toMatch(/^headCount .* \| met \| /);
    expect(moveSection(officeForm, 0, -1)).toEqual(officeForm);
  });
});

it('adds a question under a key nobody has, and takes one off', () => {
  const part = addSection(officeForm);
  const once = addField(part, 4, newField(part));
  const twice = addField(once, 4, newField(once));
  const keys = fieldsOf(twice).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(order(removeField(once, fieldsOf(once).at(-1)?.key ?? ''))).toBe(`${order(officeForm)} | `);
});

it('puts back what was taken off, whatever was done since, and never twice', () => {
  const off = removeField(officeForm, 'supplies');
  expect(putBack(off, officeForm, 'supplies')).toEqual(officeForm);
  expect(putBack(officeForm, officeForm, 'supplies')).toBe(officeForm);
  expect(order(putBack(removeField(off, 'headCount'), officeForm, 'supplies'))).toBe(
    'met | officeSize brands supplies | attitude intent | exchanged sentence',
  );
});

it('makes a question of any kind one that can be published', () => {
  const field = { ...newField(officeForm), labels: say('題', '题', 'Q') };
  for (const from of fieldTypes)
    for (const to of fieldTypes) {
      const key = to === 'contacts' ? 'met' : 'fresh';
      const changed = fillField({ ...ofType(ofType(field, from), to), key });
      const named = {
        ...changed,
        ...(changed.options && { options: changed.options.map((one) => ({ ...one, labels: field.labels })) }),
      };
      const form = addField(addSection(removeField(officeForm, key)), 4, named);
      const cleared = { ...form, sections: form.sections.filter(({ fields }) => fields.length > 0) };
      expect(definitionErrors(cleared, []), `${from} → ${to}`).toEqual([]);
    }
});

it('copies Traditional Chinese into what is empty and leaves the rest', () => {
  const lacking = patchField(officeForm, 'attitude', { labels: say('態度', '', 'Attitude') });
  expect([allTextsLacking(officeForm), allTextsLacking(lacking)]).toEqual([0, 1]);
  const filled = fillDefinition(lacking);
  expect(fieldsOf(filled).find(({ key }) => key === 'attitude')?.labels).toEqual(say('態度', '態度', 'Attitude'));
  expect(allTextsLacking(filled)).toBe(0);
});

it('takes steps back one by one, and what was typed in one place as one', () => {
  const typed = (text: string) => ({
    kind: 'change' as const,
    change: (form: FormDefinition) => ({ ...form, labels: say(text, text, text) }),
    place: 'labels.en',
  });
  let editing: Editing = begun(officeForm);
  for (const text of ['O', 'Of', 'Office']) editing = edited(editing, typed(text));
  editing = edited(editing, { kind: 'change', change: (form) => setAlways(form, 0, true) });
  editing = edited(editing, { kind: 'change', change: (form) => form });
  expect(editing.past).toHaveLength(2);
  editing = edited(editing, { kind: 'undo' });
  expect(editing.now.labels.en).toBe('Office');
  editing = edited(editing, { kind: 'undo' });
  expect(editing.now).toEqual(officeForm);
  expect(edited(editing, { kind: 'undo' })).toBe(editing);
});
