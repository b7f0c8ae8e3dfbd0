import { expect, it } from 'vitest';
import { regionOf } from '#platform/shared/region/regions.ts';
import type { ImportField } from './importable.ts';
import { readCell } from './read-cell.ts';
import type { FieldKind } from './rules.ts';

const place = { region: regionOf('taiwan'), currency: 'TWD' };
const labels = { 'zh-Hant': '欄', 'zh-Hans': '列', en: 'Column' };
const field = (kind: FieldKind, more: Partial<ImportField> = {}): ImportField => ({
  key: kind,
  kind,
  labels,
  aliases: [],
  ...more,
});
const codesOf = (kind: FieldKind, typed: string) => {
  const reading = readCell(field(kind), typed, place);
  return [...(reading?.notes ?? []), ...(reading?.wrong === undefined ? [] : [reading.wrong])].map(({ code }) =>
    code.replace('imports.', ''),
  );
};

// Kind, cell, what it is understood as, what is told.
it.each<[FieldKind, string, unknown, string[]]>([
  ['text', '  台灣　大學 ', '台灣 大學', []],
  ['text', '林嘉&#21234;', '林嘉勲', ['note.entities']],
  ['text', '好\u200B紙', '好紙', ['note.invisible']],
  ['text', '－', undefined, []],
  ['text', 'N/A', undefined, []],
  ['day', '114/03/05', '2025-03-05', ['note.rocDay']],
  ['day', '民國85年1月2日', '1996-01-02', ['note.rocDay']],
  ['day', '19501229', '1950-12-29', []],
  ['day', '03/04/2020', undefined, ['reason.ambiguousDay']],
  ['day', '2026-02-30', undefined, ['reason.notADay']],
  ['taxNumber', '04140854', '04140854', []],
  ['taxNumber', '3244509', '03244509', ['note.taxZerosRestored']],
  ['taxNumber', '00000000', undefined, ['note.placeholder']],
  ['taxNumber', '11913503', undefined, ['reason.taxNumberChecksum']],
  ['taxNumber', 'ABC', undefined, ['reason.taxNumberFormat']],
  ['email', 'service＠blgroup.com.tw', 'service@blgroup.com.tw', []],
  ['email', 'IR@ acer.com', 'IR@acer.com', []],
  ['email', 'a@b.tw; c@d.tw', 'a@b.tw', ['note.firstTaken']],
  ['email', 'hunya.com.tw', undefined, ['reason.notAnEmail']],
  ['integer', '1,234 人', 1234, []],
  ['integer', '約50', 50, []],
  ['integer', '12.0', 12, []],
  ['integer', '5萬', 50_000, []],
  ['integer', '50-100', undefined, ['reason.notANumber']],
  ['integer', '-3', undefined, ['reason.notANumber']],
  ['money', '73,561,817,420', 7_356_181_742_000, []],
  ['money', 'NT$1,000元', 100_000, []],
  ['money', '1.25億', 12_500_000_000, []],
  ['money', '1,00', undefined, ['reason.notAnAmount']],
  ['money', '9'.repeat(40), undefined, ['reason.notAnAmount']],
  ['money', '很多', undefined, ['reason.notAnAmount']],
])('O16 reads %s %j', (kind, typed, understood, told) => {
  const reading = readCell(field(kind), typed, place);
  expect(reading?.text ?? reading?.number).toEqual(understood);
  expect(codesOf(kind, typed)).toEqual(told);
});

it('O16 reads every number of a telephone cell, and keeps what it does not understand as typed', () => {
  const reading = readCell(field('phone'), '02-2531-7099 #12、25092188', place);
  expect(reading?.phones?.map(({ e164, extension, typed }) => [e164, extension, typed])).toEqual([
    ['+886225317099', '12', '02-2531-7099 #12'],
    [null, null, '25092188'],
  ]);
  expect(codesOf('phone', '25092188')).toEqual(['note.areaCodeMissing']);
  expect(codesOf('phone', '請洽總機')).toContain('reason.notAPhone');
});

it('O16 a text longer than its field is told, not cut', () => {
  expect(readCell(field('text', { max: 5 }), '一二三四五六', place)?.wrong?.code).toBe('imports.reason.tooLong');
});
