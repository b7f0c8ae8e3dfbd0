import type { FormDefinition } from '../contract.ts';
import { attitude, carriers, exchanged, intent, met, option, say, sentence } from './pieces.ts';

/** What is asked at a household's door (T1): who lives there, what they use, until when. */
export const householdForm: FormDefinition = {
  labels: say('住戶拜訪', '住户拜访', 'Household visit'),
  sections: [
    { key: 'people', fields: [met] },
    {
      key: 'facts',
      fields: [
        {
          key: 'headCount',
          type: 'number',
          labels: say('家中人數', '家中人数', 'People at home'),
          unit: say('人', '人', 'people'),
          min: 1,
          max: 50,
          prefillFromLast: true,
          factBasis: true,
        },
        {
          key: 'handsets',
          type: 'number',
          labels: say('手機幾支', '手机几部', 'Handsets'),
          max: 50,
          prefillFromLast: true,
          factBasis: true,
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
          key: 'broadband',
          type: 'choice',
          labels: say('寬頻', '宽带', 'Broadband'),
          prefillFromLast: true,
          factBasis: true,
          options: [
            option('none', '沒有', '没有', 'None'),
            option('fibre', '光纖', '光纤', 'Fibre'),
            option('cable', '有線', '有线', 'Cable'),
            option('mobile', '只用行動網路', '只用手机流量', 'Mobile only'),
          ],
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
