import type { Labels } from '#platform/shared/languages.ts';
import type { FormField, FormOption } from '../contract.ts';

export const say = (hant: string, hans: string, en: string): Labels => ({ 'zh-Hant': hant, 'zh-Hans': hans, en });

export const option = (code: string, hant: string, hans: string, en: string): FormOption => ({
  code,
  labels: say(hant, hans, en),
});

/** Questions that every visit asks in the same words, so that reports of different forms can be read side by side. */
export const met: FormField = {
  key: 'met',
  type: 'contacts',
  labels: say('見到誰', '见到谁', 'Who was met'),
  required: true,
};

export const attitude: FormField = {
  key: 'attitude',
  type: 'choice',
  labels: say('態度', '态度', 'Attitude'),
  required: true,
  options: [
    option('cold', '冷淡', '冷淡', 'Cold'),
    option('polite', '客氣', '客气', 'Polite'),
    option('warm', '熱情', '热情', 'Warm'),
  ],
};

export const intent: FormField = {
  key: 'intent',
  type: 'scale',
  labels: say('意向', '意向', 'Intent'),
  required: true,
  options: [
    option('none', '無', '无', 'None'),
    option('aware', '知道了', '知道了', 'Aware'),
    option('interested', '有興趣', '有兴趣', 'Interested'),
    option('comparing', '想比價', '想比价', 'Pricing'),
    option('ready', '要買', '要买', 'Ready'),
  ],
};

export const exchanged: FormField = {
  key: 'exchanged',
  type: 'choices',
  labels: say('名片與目錄', '名片与目录', 'Cards and leaflet'),
  options: [
    option('cardHanded', '名片已遞', '名片已递', 'Card handed'),
    option('cardReceived', '收到名片', '收到名片', 'Card received'),
    option('leafletLeft', '目錄已留', '目录已留', 'Leaflet left'),
  ],
};

export const sentence: FormField = {
  key: 'sentence',
  type: 'text',
  labels: say('一句話', '一句话', 'In one sentence'),
  hint: say(
    '例如：月底換供應商，要三家比價，帶樣品',
    '例如：月底换供应商，要三家比价，带样品',
    'e.g. changing supplier this month, wants three quotes, bring samples',
  ),
  max: 300,
};

export const carriers: readonly FormOption[] = [
  option('us', '我們', '我们', 'Ours'),
  option('chunghwa', '中華電信', '中华电信', 'Chunghwa'),
  option('mobile', '中國移動', '中国移动', 'China Mobile'),
  option('unicom', '中國聯通', '中国联通', 'China Unicom'),
  option('telecom', '中國電信', '中国电信', 'China Telecom'),
  option('taiwanMobile', '台灣大哥大', '台湾大哥大', 'Taiwan Mobile'),
  option('farEasTone', '遠傳', '远传', 'Far EasTone'),
  option('other', '其他', '其他', 'Other'),
];
