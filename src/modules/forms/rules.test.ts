import { describe, expect, it } from 'vitest';
import { newId } from '#platform/shared/id.ts';
import { prefilled, summarise, validateAnswers, withoutEmpty } from './rules.ts';
import { householdForm } from './shipped/household.ts';
import { officeForm } from './shipped/office.ts';
import { shopForm } from './shipped/shop.ts';

const contactId = newId(1_700_000_000_000);
const seen = (value: unknown, basis = 'observed') => ({ value, basis });
const reader = { language: 'zh-Hant', dateStyle: 'roc' } as const;

const filled = {
  met: [{ contactId, name: '王小姐' }],
  headCount: seen(45, 'asked'),
  officeSize: seen('to100'),
  supplies: seen(['paper', 'toner'], 'told'),
  brands: seen([
    { brand: 'doubleA', quantity: 40 },
    { brand: '佳美', quantity: null },
  ]),
  attitude: 'polite',
  intent: 3,
  exchanged: ['cardReceived', 'leafletLeft'],
  sentence: '月底換供應商，要三家比價，帶樣品',
};

it('O8 takes head count, supplies, brands and quantities, attitude and intent of an office, each fact with how it is known', () => {
  expect(validateAnswers(officeForm, filled)).toEqual([]);
});

const errorsOf = (answers: Record<string, unknown>) =>
  validateAnswers(officeForm, { ...filled, ...answers }).map(({ field, code }) => `${field} ${code}`);

describe('O8 names the field that is wrong', () => {
  it.each([
    [{ headCount: undefined }, 'answers.headCount field.missing'],
    [{ headCount: seen(null) }, 'answers.headCount field.missing'],
    [{ headCount: 45 }, 'answers.headCount field.invalid'],
    [{ headCount: { value: 45 } }, 'answers.headCount.basis forms.basis'],
    [{ headCount: seen(45, 'guessed') }, 'answers.headCount.basis forms.basis'],
    [{ headCount: seen(0) }, 'answers.headCount.value field.tooSmall'],
    [{ headCount: seen(30_000) }, 'answers.headCount.value field.tooBig'],
    [{ headCount: seen('45') }, 'answers.headCount.value field.invalid'],
    [{ attitude: 'angry' }, 'answers.attitude forms.noSuchOption'],
    [{ attitude: ['polite'] }, 'answers.attitude field.invalid'],
    [{ intent: 5 }, 'answers.intent field.tooBig'],
    [{ intent: 2.5 }, 'answers.intent field.invalid'],
    [{ intent: undefined }, 'answers.intent field.missing'],
    [{ met: [] }, 'answers.met field.missing'],
    [{ met: [{ contactId: 'x', name: '王' }] }, 'answers.met.0.contactId field.invalid'],
    [{ met: [{ name: '王\u0000' }] }, 'answers.met.0.name text.unreadable'],
    [{ met: [{ name: '王' }, { name: '王' }] }, 'answers.met forms.twice'],
    [{ supplies: seen(['paper', 'gold']) }, 'answers.supplies.value.1 forms.noSuchOption'],
    [{ brands: seen([{ brand: 'deli', quantity: -1 }]) }, 'answers.brands.value.0.quantity field.tooSmall'],
    [{ brands: seen([{ brand: 'deli', quantity: 1, price: 2 }]) }, 'answers.brands.value.0 field.invalid'],
    [{ sentence: '長'.repeat(301) }, 'answers.sentence field.tooBig'],
    [{ shoeSize: 42 }, 'answers.shoeSize field.unknown'],
  ])('%j', (answers, error) => {
    expect(errorsOf(answers)).toEqual([error]);
  });
});

it('asks for nothing where nobody was met, but what is said must fit', () => {
  expect(validateAnswers(officeForm, {}, { complete: false })).toEqual([]);
  expect(validateAnswers(officeForm, { intent: 9 }, { complete: false })).toHaveLength(1);
});

it('survives whatever is sent as answers', () => {
  const strange: unknown[] = [0, -0, Number.NaN, '', 'x', [], [[[]]], {}, { value: { value: {} } }, null, true, 1e308];
  for (const form of [officeForm, shopForm, householdForm])
    for (const { fields } of form.sections)
      for (const { key } of fields)
        for (const value of strange)
          for (const { field } of validateAnswers(form, { [key]: value }, { complete: false }))
            expect(field.startsWith(`answers.${key}`)).toBe(true);
});

it('O8 says a report in lines, in the language and the calendar of the reader', () => {
  const lines = summarise(officeForm, filled, reader);
  expect(lines.map(({ label, text, basis }) => [label, text, basis])).toEqual([
    ['見到誰', '王小姐', null],
    ['辦公人數', '45 人', 'asked'],
    ['辦公室大小（坪）', '30–100', 'observed'],
    ['用哪些', '影印紙、碳粉墨水', 'told'],
    ['用的品牌與月量', 'Double A · 40 包、佳美', 'observed'],
    ['態度', '客氣', null],
    ['意向', '3 想比價', null],
    ['名片與目錄', '收到名片、目錄已留', null],
    ['一句話', '月底換供應商，要三家比價，帶樣品', null],
  ]);
  const english = summarise(officeForm, filled, { language: 'en', dateStyle: 'gregorian' });
  expect(english.find(({ key }) => key === 'brands')?.text).toBe('Double A · 40 reams, 佳美');
  const contract = summarise(shopForm, { contractEnd: seen('2027-03-05') }, reader);
  expect(contract.map(({ text }) => text)).toEqual(['116/03/05']);
});

it('begins the next report with what lasts, never with what was felt or said that day', () => {
  const last = { ...filled, officeSize: seen('palace') };
  expect(Object.keys(prefilled(officeForm, last))).toEqual(['headCount', 'supplies', 'brands']);
});

it('keeps nothing of what was left empty', () => {
  const answers = { ...filled, exchanged: [], sentence: '', officeSize: seen(null) };
  expect(Object.keys(withoutEmpty(officeForm, answers))).not.toEqual(
    expect.arrayContaining(['exchanged', 'sentence', 'officeSize']),
  );
  expect(withoutEmpty(officeForm, answers)).toMatchObject({ headCount: { value: 45 }, intent: 3 });
});

it('ships forms whose texts are there in three languages and whose keys are unique', () => {
  for (const form of [officeForm, shopForm, householdForm]) {
    const fields = form.sections.flatMap((section) => section.fields);
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
    for (const { labels, options } of fields)
      for (const texts of [labels, ...(options ?? []).map((option) => option.labels)])
        expect(Object.values(texts).every((text) => text.length > 0)).toBe(true);
  }
});
