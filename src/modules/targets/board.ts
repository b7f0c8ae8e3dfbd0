import { startOfMonth } from '#platform/shared/day.ts';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { type DaySum, flowMeasures, sumByDay } from '#modules/ledger/public.ts';
import { mayOversee, todayOf } from '#modules/org/public.ts';
import { aimsOf, type SetAim } from './aims.ts';
import type { Board } from './contract.ts';
import { type Days, daysAround } from './days.ts';
import { type Aim, aimOf, type Grain, paceDays, paceOf, proposedAim } from './rules.ts';

/** The goal table of a person (T11): reads the ledger and the aims, nothing else. */
export async function boardOf(ctx: ReadContext, person: string | undefined): Promise<Outcome<Board>> {
  const personId = person ?? ctx.actor.personId;
  const today = todayOf(ctx);
  if (!(await mayOversee(ctx, personId, today))) return notFound('targets.personUnknown');
  const known = await ctx.db
    .selectFrom('person')
    .select('name')
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', personId)
    .executeTakeFirst();
  // A program that asks for its own board is nobody.
  if (known === undefined) return notFound('targets.personUnknown');
  const days = await daysAround(ctx, personId, today, paceDays);
  const monthStart = startOfMonth(today);
  const from = [monthStart, ...days.before].reduce((first, day) => (day < first ? day : first));
  const [sums, aims, measures] = await Promise.all([
    sumByDay(ctx, personId, from, today),
    aimsOf(ctx, personId, [today, days.next, monthStart]),
    flowMeasures(ctx),
  ]);
  const labelOf = { 'zh-Hant': 'label_hant', 'zh-Hans': 'label_hans', en: 'label_en' } as const;
  return {
    person: { id: personId, name: known.name },
    today,
    tomorrow: days.next,
    monthStart,
    measures: measures.map((measure) => ({
      code: measure.code,
      label: measure[labelOf[ctx.actor.language]],
      ...figures(measure.code, sums, aims, { ...days, today, monthStart }),
    })),
    can: { setAims: true },
  };
}

function figures(
  measure: string,
  sums: readonly DaySum[],
  aims: readonly SetAim[],
  { before, next, today, monthStart }: Days & { today: string; monthStart: string },
) {
  const own = sums.filter((sum) => sum.measure === measure);
  const byDay = new Map(own.map(({ day, quantity }) => [day, quantity]));
  const total = own.filter(({ day }) => day >= monthStart).reduce((sum, { quantity }) => sum + quantity, 0);
  const results = paceOf(before, byDay, firstActive(sums));
  const proposed = proposedAim(measure, results);
  const aim = (grain: Grain, start: string): Aim => {
    const set = aims.filter((one) => one.measure === measure && one.grain === grain && one.periodStart === start);
    return aimOf({
      own: set.find(({ mandatory }) => !mandatory)?.amount,
      lead: set.find(({ mandatory }) => mandatory)?.amount,
      proposed: grain === 'day' ? proposed : null,
    });
  };
  return {
    today: { done: byDay.get(today) ?? 0, aim: aim('day', today) },
    month: { done: total, aim: aim('month', monthStart) },
    tomorrow: { aim: aim('day', next) },
  };
}

/** The first day of the span on which anything at all was reached. */
const firstActive = (sums: readonly DaySum[]): string | undefined =>
  sums.reduce<string | undefined>((first, { day }) => (first === undefined || day < first ? day : first), undefined);

/** The aim for visits on a working day to come, as set or as proposed from the person's pace; for tomorrow's list. */
export async function visitAimFor(ctx: ReadContext, personId: string, day: string): Promise<number> {
  const today = todayOf(ctx);
  const { before } = await daysAround(ctx, personId, today, paceDays);
  const from = before.reduce((first, one) => (one < first ? one : first), today);
  const [sums, aims] = await Promise.all([sumByDay(ctx, personId, from, today), aimsOf(ctx, personId, [day])]);
  const visits = new Map(
    sums.flatMap(({ measure, day: reached, quantity }) => (measure === 'visits' ? [[reached, quantity] as const] : [])),
  );
  const set = aims.filter((one) => one.measure === 'visits' && one.grain === 'day');
  const { amount } = aimOf({
    own: set.find(({ mandatory }) => !mandatory)?.amount,
    lead: set.find(({ mandatory }) => mandatory)?.amount,
    proposed: proposedAim('visits', paceOf(before, visits, firstActive(sums))),
  });
  return amount ?? 0;
}
