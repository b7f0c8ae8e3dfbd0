import type { Labels } from '#platform/shared/languages.ts';

/** A flow is summed over days, a stock never is, a ratio is computed from others and never posted. */
export type MeasureKind = 'flow' | 'stock' | 'ratio';

export interface MeasureDefinition {
  code: string;
  kind: MeasureKind;
  money: boolean;
  labels: Labels;
}

/** The measures every company begins with: what a day in the field is counted by (T11). A company adds its own. */
export const firstMeasures: readonly MeasureDefinition[] = [
  flow('visits', '拜訪', '拜访', 'Visits'),
  flow('talks', '有效面談', '有效面谈', 'Talks'),
  flow('cards', '新名片', '新名片', 'New cards'),
  flow('intents', '意向', '意向', 'Intents'),
  flow('customersWon', '成交客戶', '成交客户', 'Customers won'),
];

function flow(code: string, hant: string, hans: string, en: string): MeasureDefinition {
  return { code, kind: 'flow', money: false, labels: { 'zh-Hant': hant, 'zh-Hans': hans, en } };
}

/** The first day of the month of a day: how a posting period is written. */
export const periodOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The period in which an entry is booked: its own month, or the first open one after it when that is closed (late facts keep their day). */
export function openPeriod(day: string, closed: ReadonlySet<string>): string {
  let period = Temporal.PlainDate.from(periodOf(day));
  while (closed.has(period.toString())) period = period.add({ months: 1 });
  return period.toString();
}
