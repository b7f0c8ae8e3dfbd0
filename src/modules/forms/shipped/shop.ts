import type { FormDefinition } from '../contract.ts';
import { attitude, carriers, exchanged, intent, met, option, say, sentence } from './pieces.ts';

/** What a district's manager asks of a shop (T1, T15): what it uses, from whom, until when. */
export const shopForm: FormDefinition = {
  labels: say('店家拜訪', '店铺拜访', 'Shop visit'),
  sections: [
    { key: 'people', fields: [met] },
    {
      key: 'facts',
      fields: [
        {
          key: 'headCount',
          type: 'number',
          labels: say('店員人數', '店员人数', 'Staff'),
          unit: say('人', '人', 'people'),
          min: 1,
          max: 2_000,
          prefillFromLast: true,
          factBasis: true,
        },
        {
          key: 'uses',
          type: 'choices',
          labels: say('在用的', '在用的', 'In use'),
          required: true,
          prefillFromLast: true,
          factBasis: true,
          options: [
            option('fixedLine', '市話', '固话', 'Fixed line'),
            option('handset', '手機', '手机', 'Handset'),
            option('broadband', '寬頻', '宽带', 'Broadband'),
            option('cardReader', '刷卡機', '刷卡机', 'Card reader'),
            option('camera', '監視器', '监控', 'Cameras'),
          ],
        },
        {
          key: 'carrier',
          type: 'choice',
          labels: say('現在用哪家', '现在用哪家', 'Present carrier'),
          prefillFromLast: true,
          factBasis: true,
          options: [...carriers],
        },
        {
          key: 'monthlySpend',
          type: 'number',
          labels: say('每月話費', '每月话费', 'Monthly bill'),
          unit: say('元', '元', ''),
          max: 1_000_000,
          prefillFromLast: true,
          factBasis: true,
        },
        {
          key: 'contractEnd',
          type: 'day',
          labels: say('合約到期', '合约到期', 'Contract ends'),
          prefillFromLast: true,
          factBasis: true,
        },
      ],
    },
    {
      key: 'judgement',
      fields: [
        {
          key: 'wants',
          type: 'choices',
          labels: say('有興趣的產品', '有兴趣的产品', 'Interested in'),
          optionsFrom: 'product',
        },
        attitude,
        intent,
      ],
    },
    { key: 'left', always: true, fields: [exchanged, sentence] },
  ],
};
