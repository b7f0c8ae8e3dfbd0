import type { FormDefinition, FormOption } from '../contract.ts';
import { attitude, exchanged, intent, met, option, say, sentence } from './pieces.ts';

const brand = (code: string, hant: string, hans: string, en: string, unit: FormOption['unit']): FormOption => ({
  ...option(code, hant, hans, en),
  ...(unit === undefined ? {} : { unit }),
});

const reams = say('包', '包', 'reams');
const boxes = say('盒', '盒', 'boxes');
const books = say('本', '本', 'books');
const pieces = say('支', '支', 'pcs');

/** What an office-supplies seller brings home from an office (O8). */
export const officeForm: FormDefinition = {
  labels: say('辦公室拜訪', '办公室拜访', 'Office visit'),
  sections: [
    { key: 'people', fields: [met] },
    {
      key: 'facts',
      fields: [
        {
          key: 'headCount',
          type: 'number',
          labels: say('辦公人數', '办公人数', 'Head count'),
          unit: say('人', '人', 'people'),
          required: true,
          min: 1,
          max: 20_000,
          prefillFromLast: true,
          factBasis: true,
        },
        {
          key: 'officeSize',
          type: 'choice',
          labels: say('辦公室大小（坪）', '办公室大小（㎡）', 'Size of the office (m²)'),
          prefillFromLast: true,
          factBasis: true,
          options: [
            option('under30', '30 以下', '100 以下', 'Under 100'),
            option('to100', '30–100', '100–330', '100–330'),
            option('to300', '100–300', '330–1,000', '330–1,000'),
            option('over300', '300 以上', '1,000 以上', 'Over 1,000'),
          ],
        },
        {
          key: 'supplies',
          type: 'choices',
          labels: say('用哪些', '用哪些', 'Supplies used'),
          prefillFromLast: true,
          factBasis: true,
          options: [
            option('paper', '影印紙', '复印纸', 'Paper'),
            option('pens', '筆', '笔', 'Pens'),
            option('filing', '檔案夾', '文件夹', 'Filing'),
            option('notebooks', '筆記本', '笔记本', 'Notebooks'),
            option('toner', '碳粉墨水', '硒鼓墨盒', 'Toner and ink'),
            option('adhesive', '膠帶便利貼', '胶带便利贴', 'Tape and notes'),
            option('pantry', '茶水間', '茶水间', 'Pantry'),
          ],
        },
        {
          key: 'brands',
          type: 'quantityByBrand',
          labels: say('用的品牌與月量', '用的品牌与月量', 'Brands and monthly use'),
          prefillFromLast: true,
          factBasis: true,
          options: [
            brand('doubleA', 'Double A', 'Double A', 'Double A', reams),
            brand('deli', '得力', '得力', 'Deli', boxes),
            brand('kokuyo', '國譽', '国誉', 'Kokuyo', books),
            brand('3m', '3M', '3M', '3M', boxes),
            brand('hp', 'HP', 'HP', 'HP', pieces),
            brand('pilot', '百樂', '百乐', 'Pilot', boxes),
          ],
        },
      ],
    },
    { key: 'judgement', fields: [attitude, intent] },
    { key: 'left', always: true, fields: [exchanged, sentence] },
  ],
};
