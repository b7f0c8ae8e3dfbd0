import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fold, foldAddress, foldName } from '#platform/shared/text/fold.ts';

describe('fold', () => {
  test.each([
    ['　臺北市　ＡＢＣ１２３ ', '台北市 abc123'],
    ['ｶﾀｶﾅ', 'カタカナ'],
    ['王\u200B小\uFEFF明', '王小明'],
    ['Ａ\t\n Ｂ', 'a b'],
    ['', ''],
  ])('%j → %j', (typed, folded) => {
    expect(fold(typed)).toBe(folded);
  });

  it('is stable: folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('foldName', () => {
  test.each([
    ['臺灣水泥股份有限公司', '台灣水泥(股)公司'],
    ['台灣水泥（股）有限公司', '台灣水泥'],
    ['大成紙業 有限公司', '大成紙業'],
    ['深圳市天威视讯股份有限公司', '深圳市天威视讯有限责任公司'],
    ['Acme Co., Ltd.', 'ACME'],
    ['ACME Corp.', 'Acme Corporation'],
    ['王　小明', '王小明'],
    ['７-ELEVEN', '7eleven'],
  ])('%s and %s agree', (first, second) => {
    expect(foldName(first)).toBe(foldName(second));
  });

  test.each([
    ['台灣水泥', '亞洲水泥'],
    ['大成一號', '大成二號'],
    ['Acme', 'Acme Trading'],
  ])('%s and %s differ', (first, second) => {
    expect(foldName(first)).not.toBe(foldName(second));
  });

  it('leaves something of every name', () => {
    expect(['有限公司', '公司', '(股)公司', '!!!', 'Co., Ltd.'].map(foldName)).not.toContain('');
    expect(foldName('  ')).toBe('');
  });
});

describe('foldAddress', () => {
  test.each([
    ['臺北市中山北路二段113號', '台北市中山北路2段 113 號'],
    ['104台北市中山北路2段113號', '台北市中山北路2段113號'],
    ['台北市大安區敦化南路2段207號十二樓之1', '台北市大安區敦化南路2段207號12F-1'],
    ['深圳市南山区科技园路二十三号3楼', '深圳市南山区科技园路23号3层'],
    ['台灣台北市信義路5段7號', '台北市信義路五段7號'],
  ])('%s and %s agree', (first, second) => {
    expect(foldAddress(first)).toBe(foldAddress(second));
  });

  it('keeps numbers of the house and the floor apart', () => {
    expect(foldAddress('忠孝東路1段2號3樓')).not.toBe(foldAddress('忠孝東路1段23號'));
    expect(foldAddress('二水鄉一號')).toBe('二水鄉1號');
  });
});
