import type { Day } from '#platform/shared/day.ts';
import type { StepOutcome } from '#modules/follow-up/rules.ts';
import { setStep } from './door.ts';
import type { Plan, Step } from './story.ts';
import { dayIn, type Walk } from './walker.ts';
import type { Dice } from './dice.ts';

/** Early, after lunch, or before going home. */
const hours: readonly (readonly [number, number])[] = [
  [8 * 60 + 40, 9 * 60],
  [13 * 60 + 5, 13 * 60 + 25],
  [16 * 60 + 50, 17 * 60 + 30],
];

/** The calls of the day's list: most are made, each sets what comes next. */
export function makeCalls(walk: Walk, { day, plan, cut }: { day: Day; plan: Plan | null; cut: number | null }): void {
  for (const { account, way, followUpId } of plan?.lines ?? []) {
    const step = account.step;
    if (way !== 'call' || step === null || step.id !== followUpId) continue;
    const chance = walk.chance(`call ${day} ${account.id}`);
    const minute = chance.int(...chance.pick(hours));
    if ((cut !== null && minute > cut) || !chance.chance(0.88)) continue;
    end(walk, step, day, walk.scene.moment.at(day, minute) + chance.int(0, 50) * 1000, chance);
  }
}

const said: Readonly<Record<'reached' | 'arranged' | 'noAnswer' | 'sent', readonly string[]>> = {
  reached: ['還在比較，下週給答覆', '收到資料了，要再看看', '請我們再報一次量大的價', '總務休假，下週一回來'],
  arranged: ['約好當面談', '同意過去看樣品', '約了總務一起談'],
  noAnswer: ['沒人接', '轉語音', '忙線中'],
  sent: ['資料已寄出'],
};

function end(walk: Walk, step: Step, day: Day, at: number, chance: Dice): void {
  const { account } = step;
  const outcome: keyof typeof said =
    step.kind === 'call' ? chance.weighted({ reached: 50, arranged: 22, noAnswer: 28 }) : 'sent';
  step.done = { at, outcome: outcome satisfies StepOutcome, note: chance.pick(said[outcome]) };
  if (step.kind === 'call') account.lastCallAt = at;
  account.step = null;
  const source = { kind: 'followUp', id: step.id };
  const next = {
    reached: { kind: 'visit', days: chance.int(3, 7), note: step.note },
    arranged: { kind: 'visit', days: chance.int(1, 4), note: '約好了，帶報價與樣品' },
    noAnswer: { kind: 'call', days: chance.int(1, 2), note: step.note },
    sent: { kind: 'call', days: chance.int(5, 8), note: '問收到的資料看過沒有' },
  } as const satisfies Record<typeof outcome, unknown>;
  const { kind, days, note } = next[outcome];
  setStep(walk, account, { kind, day: dayIn(walk, day, days), note, source, madeAt: at });
}
