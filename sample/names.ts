// Names as common in Taiwan; whoever bears one of them in life is not meant.
import type { Dice } from './dice.ts';

const surnames = [
  ...'陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余趙盧梁顏柯翁魏孫戴',
];

const women = [
  '淑芬',
  '美惠',
  '雅婷',
  '怡君',
  '佳穎',
  '淑貞',
  '麗華',
  '秀英',
  '惠玲',
  '雅雯',
  '佩珊',
  '宜庭',
  '欣怡',
  '心怡',
  '玉蘭',
].concat([
  '素珍',
  '慧君',
  '雅慧',
  '靜宜',
  '詩涵',
  '婉婷',
  '家瑜',
  '思穎',
  '秋月',
  '碧霞',
  '月娥',
  '郁婷',
  '筱雯',
  '瑞珠',
  '明珠',
]);
const men = [
  '志明',
  '建宏',
  '俊傑',
  '志偉',
  '家豪',
  '文雄',
  '明德',
  '宏達',
  '承翰',
  '冠宇',
  '柏翰',
  '宗憲',
  '信宏',
  '國華',
  '正雄',
].concat([
  '金龍',
  '榮輝',
  '永昌',
  '進財',
  '清泉',
  '彥廷',
  '宇軒',
  '文彬',
  '世昌',
  '啟文',
  '嘉偉',
  '子豪',
  '振邦',
  '耀文',
  '鴻志',
]);

export interface Name {
  name: string;
  surname: string;
  woman: boolean;
}

export function anyName(dice: Dice): Name {
  const woman = dice.chance(0.5);
  const surname = dice.pick(surnames);
  return { name: surname + dice.pick(woman ? women : men), surname, woman };
}

/** A name that nobody in the company bears yet. */
export function newName(dice: Dice, taken: Set<string>): string {
  for (;;) {
    const { name } = anyName(dice);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** How somebody is called whose given name one does not know. */
export const calledBy = ({ surname, woman }: Name): string => surname + (woman ? '小姐' : '先生');

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

export const landline = (dice: Dice): string =>
  `02-2${dice.int(3, 9)}${pad(dice.int(0, 99), 2)}-${pad(dice.int(0, 9999), 4)}`;

export const mobile = (dice: Dice): string =>
  `09${dice.int(10, 89)}-${pad(dice.int(0, 999), 3)}-${pad(dice.int(0, 999), 3)}`;

/** Any whole number of so many digits whose first is no zero. */
export const digits = (dice: Dice, count: number): string =>
  `${dice.int(1, 9)}${pad(dice.int(0, 10 ** (count - 1) - 1), count - 1)}`;
