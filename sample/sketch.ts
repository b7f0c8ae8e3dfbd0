// The firms that the sketches of the screens show, so that the first seller's phone tells their story.
import { addDays, type Day } from '#platform/shared/day.ts';
import { makeVisit, setStep } from './door.ts';
import type { KnownFirm } from './firms.ts';
import type { Account } from './story.ts';
import type { Walk } from './walker.ts';

const waiting: KnownFirm = {
  shortName: '錦江建設',
  door: '17F-3',
  employees: 45,
  people: [
    { name: '王小姐', part: 'gatekeeper', title: '行政' },
    { name: '李經理', part: 'purchasing', title: '採購經理' },
  ],
};
const others: readonly KnownFirm[] = [
  { shortName: '恆盛投資', door: '12F-1', employees: 60 },
  { shortName: '蜀光設計', door: '15F-2', employees: 18 },
];

/** What was said there, so many working days ago. */
const said = [
  { back: 24, intent: 1, sentence: '用 Double A，量不大' },
  { back: 12, intent: 3, sentence: '月底換供應商，要三家比價，帶樣品' },
];

/** Three firms in the first building; 錦江建設 has waited for three days and is the next stop. */
export function playSketch(walk: Walk, find: (found: { at: number; day: Day; fixed: KnownFirm }) => Account): void {
  const { scene, book } = walk;
  const { moment } = scene;
  const dayBack = (back: number): Day => moment.past.at(-back) ?? moment.today;
  const before = 8 * 60 + 30;
  for (const [index, fixed] of others.entries()) {
    const day = dayBack(23 - index);
    keep(walk, { ...find({ at: moment.at(day, before), day, fixed }), warmth: 0.9 });
  }
  const [first] = said;
  const day = dayBack(first?.back ?? 1);
  const account = keep(walk, {
    ...find({ at: moment.at(day, before) - 40_000, day, fixed: waiting }),
    // Too cool to be won by chance before its day comes.
    warmth: 0.5,
    playsFrom: moment.today,
  });
  account.facts = {
    ...account.facts,
    brands: {
      value: [
        { brand: 'doubleA', quantity: 40 },
        { brand: 'deli', quantity: 6 },
      ],
      basis: 'asked',
    },
  };
  for (const { back, intent, sentence } of said) {
    const visited = dayBack(back);
    makeVisit(walk, { account, day: visited, start: before, cut: null, planned: null, forced: 'talked' });
    const visit = book.visits.at(-1);
    if (visit?.report == null) continue;
    account.intent = intent;
    account.quietUntil = null;
    visit.report.answers = { ...visit.report.answers, intent, sentence };
    const step = book.steps.at(-1);
    if (step?.dropped != null) step.dropped = null;
    account.step = step ?? null;
  }
  const report = book.visits.at(-1);
  if (report?.report == null) return;
  book.steps.pop();
  account.step = book.steps.findLast((step) => step.account === account) ?? null;
  setStep(walk, account, {
    ...{ kind: 'visit', day: addDays(moment.today, -3), note: '影印紙報價，帶樣品' },
    ...{ source: { kind: 'visit', id: report.id }, madeAt: report.report.at },
  });
}

function keep(walk: Walk, account: Account): Account {
  walk.accounts.push(account);
  walk.book.accounts.push(account);
  return account;
}
