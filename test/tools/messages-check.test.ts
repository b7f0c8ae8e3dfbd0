import { expect, test } from 'vitest';
import { differences, type Messages, unused } from '../../tools/messages-check.ts';

const texts = (entries: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(entries));
const whole: Messages = {
  'zh-Hant': texts({ 'a:hello': '{{name}}，您好', 'a:visits_other': '{{count}} 次拜訪' }),
  'zh-Hans': texts({ 'a:hello': '{{name}}，您好', 'a:visits_other': '{{count}} 次拜访' }),
  en: texts({ 'a:hello': 'Hello {{name}}', 'a:visits_one': 'One visit', 'a:visits_other': '{{count}} visits' }),
};

test('three whole languages agree, although English counts in two forms', () => {
  expect(differences(whole)).toEqual([]);
});

test.each([
  [
    'a missing key',
    { ...whole, en: texts({ 'a:visits_one': 'One', 'a:visits_other': '{{count}}' }) },
    'en lacks a:hello',
  ],
  [
    'a key of its own',
    { ...whole, 'zh-Hans': new Map([...whole['zh-Hans'], ['a:x', '好']]) },
    'zh-Hans has a:x, zh-Hant has not',
  ],
  [
    'another parameter',
    { ...whole, en: new Map([...whole.en, ['a:hello', 'Hello {{person}}']]) },
    'a:hello takes person in en, name in zh-Hant',
  ],
  [
    'a missing form',
    { ...whole, en: texts({ 'a:hello': 'Hello {{name}}', 'a:visits_other': '{{count}}' }) },
    'en lacks a:visits_one',
  ],
  ['an empty text', { ...whole, en: new Map([...whole.en, ['a:hello', ' ']]) }, 'a:hello is empty in en'],
  [
    'a copied text',
    { ...whole, en: new Map([...whole.en, ['a:hello', '{{name}}，您好']]) },
    'a:hello is not translated in en',
  ],
])('%s is found', (_, messages, problem) => {
  expect(differences(messages)).toContain(problem);
});

test('a text counts as used by its name, its full name or a template, and by nothing else', () => {
  const sources = [
    `t('hello'); const title = "b:title"; const { count } = x;`,
    't(`step.${step}.title`); t(`plain`); x(`${a}`); x(`${a}.${b}`);',
  ];
  const keys = ['a:hello', 'b:title', 'a:step.one.title', 'a:step.one.text', 'a:plain', 'a:count_one', 'a:count_other'];
  expect(unused(keys, sources)).toEqual(['a:step.one.text', 'a:count']);
});
