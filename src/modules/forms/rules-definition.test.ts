import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormDefinition, FormField } from './contract.ts';
import { definitionBody } from './contract-definition.ts';
import { changesOf, differing, merged, nothingChanged, titleKey } from './rules-changes.ts';
import { asWritten, definitionErrors, same, validateDefinition } from './rules-definition.ts';
import { householdForm } from './shipped/household.ts';
import { officeForm } from './shipped/office.ts';
import { option, say } from './shipped/pieces.ts';
import { shopForm } from './shipped/shop.ts';

const labels = say('題目', '题目', 'Question');
const withFields = (change: (field: FormField) => FormField[], form: FormDefinition = officeForm): FormDefinition => ({
  ...form,
  sections: form.sections.map((section) => ({ ...section, fields: section.fields.flatMap(change) })),
});
const adding = (...fields: FormField[]): FormDefinition => ({
  ...officeForm,
  sections: [...officeForm.sections, { key: 'more', fields }],
});
const changing = (key: string, patch: Partial<FormField>): FormDefinition =>
  withFields((field) => (field.key === key ? [{ ...field, ...patch }] : [field]));
const without = (key: string): FormDefinition => withFields((field) => (field.key === key ? [] : [field]));
const told = (definition: FormDefinition, earlier: readonly FormDefinition[] = []): string[] =>
  definitionErrors(definition, earlier).map(({ field, code }) => `${field.replace('definition.', '')} ${code}`);
const steps = (count: number) => Array.from({ length: count }, (_, at) => option(`s${at}`, '級', '级', 'Step'));

it('O8 takes the forms a company begins with as they are', () => {
  for (const form of [officeForm, shopForm, householdForm]) {
    expect(definitionErrors(form, [officeForm, shopForm, householdForm])).toEqual([]);
    expect(definitionBody.safeParse(form).success).toBe(true);
  }
});

describe('O8 names what is wrong with a form, and where', () => {
  it.each<[string, FormDefinition, string[]]>([
    ['a key twice', adding({ key: 'attitude', type: 'text', labels }), ['sections.4.fields.0.key forms.keyTwice']],
    ['a key with a dash', adding({ key: 'a-b', type: 'text', labels }), ['sections.4.fields.0.key forms.key']],
    [
      'a key of every object',
      adding({ key: 'constructor', type: 'day', labels }),
      ['sections.4.fields.0.key forms.key'],
    ],
    [
      'a language left empty',
      adding({ key: 'a', type: 'text', labels: say('題', ' ', 'Q') }),
      ['sections.4.fields.0.labels.zh-Hans text.required'],
    ],
    [
      'a label too long',
      adding({ key: 'a', type: 'text', labels: say('題'.repeat(81), '题', 'Q') }),
      ['sections.4.fields.0.labels.zh-Hant field.tooBig'],
    ],
    ['a part without questions', adding(), ['sections.4.fields forms.emptySection']],
    ['no choices', adding({ key: 'a', type: 'choice', labels }), ['sections.4.fields.0.options forms.tooFewOptions']],
    [
      'a choice twice',
      adding({ key: 'a', type: 'choices', labels, options: [...steps(1), ...steps(1)] }),
      ['sections.4.fields.0.options.1.code forms.keyTwice'],
    ],
    [
      'a scale of one step',
      adding({ key: 'a', type: 'scale', labels, options: steps(1) }),
      ['sections.4.fields.0.options forms.tooFewOptions'],
    ],
    [
      'a scale of eleven',
      adding({ key: 'a', type: 'scale', labels, options: steps(11) }),
      ['sections.4.fields.0.options forms.tooManyOptions'],
    ],
    [
      'the most below the least',
      adding({ key: 'a', type: 'number', labels, min: 5, max: 4 }),
      ['sections.4.fields.0.max forms.maxBelowMin'],
    ],
    [
      'choices of a text',
      adding({ key: 'a', type: 'text', labels, options: steps(2) }),
      ['sections.4.fields.0.options forms.notForType'],
    ],
    [
      'a list of a scale',
      adding({ key: 'a', type: 'scale', labels, optionsFrom: 'product' }),
      ['sections.4.fields.0.optionsFrom forms.notForType'],
    ],
    [
      'a second question of people',
      adding({ key: 'a', type: 'contacts', labels }),
      ['sections.4.fields.0.type forms.keepMet'],
    ],
    ['no intent', without('intent'), ['sections forms.keepIntent']],
    ['no sentence', without('sentence'), ['sections forms.keepSentence']],
    ['nothing exchanged', without('exchanged'), ['sections forms.keepExchanged']],
    [
      'an intent of four steps',
      changing('intent', { options: steps(4) }),
      ['sections.2.fields.1.options forms.keepIntent'],
    ],
    [
      'an exchange without cards',
      changing('exchanged', { options: steps(3) }),
      ['sections.3.fields.0.options forms.keepExchanged'],
    ],
    ['people met as a fact', changing('met', { factBasis: true }), ['sections.0.fields.0.factBasis forms.notForType']],
    [
      'forty-one questions',
      adding(...steps(33).map(({ code }) => ({ key: code, type: 'day' as const, labels }))),
      ['sections forms.tooManyFields'],
    ],
  ])('%s', (_, definition, errors) => {
    expect(told(definition)).toEqual(errors);
  });
});

it('lets head count and whom one met be left out, since not every company asks', () => {
  const form = withFields((field) => (['headCount', 'met'].includes(field.key) ? [] : [field]));
  expect(told({ ...form, sections: form.sections.filter(({ fields }) => fields.length > 0) })).toEqual([]);
});

it('never lets a key stand for another kind of answer than in any version before', () => {
  const [early, between] = [adding({ key: 'colour', type: 'text', labels }), officeForm];
  const now = adding({ key: 'colour', type: 'day', labels });
  expect(validateDefinition(now, [between, early])).toEqual([
    { field: 'definition.sections.4.fields.0.type', code: 'forms.typeChanged', params: { key: 'colour' } },
  ]);
  expect(validateDefinition(early, [between, early])).toEqual([]);
});

describe('what a version changes', () => {
  it('is nothing for a form that says the same in another way', () => {
    const shuffled = JSON.parse(JSON.stringify(officeForm), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as FormDefinition;
    expect(nothingChanged(changesOf(officeForm, shuffled))).toBe(true);
    expect(nothingChanged(changesOf(officeForm, changing('met', { prefillFromLast: false })))).toBe(true);
  });

  it('is told as added, removed, changed, renamed and put in another order', () => {
    const after = adding({ key: 'a', type: 'day', labels });
    expect(changesOf(officeForm, after)).toMatchObject({
      added: [{ key: 'a' }],
      removed: [],
      changed: [],
      arranged: false,
    });
    expect(changesOf(officeForm, without('brands')).removed.map(({ key }) => key)).toEqual(['brands']);
    const [pair] = changesOf(officeForm, changing('headCount', { required: false })).changed;
    expect([pair?.before.required, pair?.after.required]).toEqual([true, undefined]);
    expect(changesOf(officeForm, { ...officeForm, labels }).renamed).toBe(true);
    const turned = { ...officeForm, sections: officeForm.sections.toReversed() };
    expect(changesOf(officeForm, turned)).toMatchObject({ arranged: true, changed: [], renamed: false });
  });
});

it('merges two versions question by question: all mine is mine, all theirs asks what they ask', () => {
  const keys = officeForm.sections.flatMap(({ fields }) => fields.map(({ key }) => key));
  const version = fc.record({
    gone: fc.subarray(keys),
    required: fc.subarray(keys),
    more: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    name: fc.constantFrom('One', 'Two'),
  });
  const made = ({ gone, required, more, name }: typeof version extends fc.Arbitrary<infer T> ? T : never) => {
    const form = withFields((field) =>
      gone.includes(field.key) ? [] : [{ ...field, required: required.includes(field.key) }],
    );
    const fields = more.map((key): FormField => ({ key, type: 'day', labels }));
    const sections = [...form.sections, { key: 'more', fields }].filter((section) => section.fields.length > 0);
    return asWritten({ labels: say(name, name, name), sections: sections.length > 0 ? sections : officeForm.sections });
  };
  fc.assert(
    fc.property(version, version, (one, other) => {
      const [mine, theirs] = [made(one), made(other)];
      expect(same(merged(mine, theirs, new Set()), mine)).toBe(true);
      const all = merged(mine, theirs, new Set(differing(mine, theirs)));
      expect(differing(all, theirs)).toEqual([]);
    }),
  );
  expect(differing({ ...officeForm, labels }, officeForm)).toEqual([titleKey]);
});
