import { expect, it } from 'vitest';
import { regionOf } from '#platform/shared/region/regions.ts';
import { nameSort } from './name-sort.ts';
import { lifecycleMoves, lifecycles, telLink, wayTo, webLink } from './rules.ts';
import { planSearch } from './search-plan.ts';

it('lets every state of a customer be left and reached again', () => {
  for (const state of lifecycles) {
    expect(lifecycleMoves[state]).not.toContain(state);
    expect(lifecycles.some((from) => lifecycleMoves[from].includes(state))).toBe(true);
  }
  expect(lifecycleMoves.active).not.toContain('prospect');
});

it('orders names by strokes in Taiwan and by pinyin on the mainland', () => {
  const ordered = (names: string[], region: string) =>
    names.toSorted((one, two) => (nameSort(one, regionOf(region)) < nameSort(two, regionOf(region)) ? -1 : 1));
  expect(ordered(['龍門', '丁記', '王家麵館', '永豐', 'ACME'], 'taiwan')).toEqual([
    'ACME',
    '丁記',
    '王家麵館',
    '永豐',
    '龍門',
  ]);
  expect(ordered(['张三', '安心', '李四', '北京'], 'mainland')).toEqual(['安心', '北京', '李四', '张三']);
});

it('leads to the map of the country, to the telephone with its extension, and to nothing but the web', () => {
  const address = { typed: '台北市1號', lat: null, lng: null };
  expect(wayTo(address, 'TW')).toContain('destination=%E5%8F%B0');
  expect(wayTo({ ...address, lat: 25, lng: 121 }, 'CN')).toContain('to=121,25,');
  expect(telLink('+886225317099', '12')).toBe('tel:+886225317099,12');
  expect(webLink('javascript:alert(1)')).toBe('https://javascript:alert(1)');
  expect(webLink('HTTP://a.example')).toBe('HTTP://a.example');
});

it.each([
  ['a table never analysed', ['甲'], { customers: 0, shares: new Map(), rarest: 0 }, false, 'match'],
  ['a rare piece', ['甲乙'], { customers: 200_000, shares: new Map([['公', 0.8]]), rarest: 0.002 }, false, 'match'],
  ['a common piece', ['公'], { customers: 200_000, shares: new Map([['公', 0.8]]), rarest: 0.002 }, false, 'walk'],
  [
    'a common with a rare piece',
    ['公', '甲乙'],
    { customers: 200_000, shares: new Map([['公', 0.8]]), rarest: 0.002 },
    false,
    'match',
  ],
  [
    'a middling piece, for headquarters',
    ['中'],
    { customers: 200_000, shares: new Map([['中', 0.02]]), rarest: 0.002 },
    false,
    'match',
  ],
  [
    'a middling piece, for a seller of few',
    ['中'],
    { customers: 2_000_000, shares: new Map([['中', 0.02]]), rarest: 0.002 },
    true,
    'walk',
  ],
])('searches after %s', (_what, grams, statistics, few, by) => {
  expect(planSearch(grams, statistics, few, 51).by).toBe(by);
});
