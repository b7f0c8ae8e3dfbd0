/** Whether an aim is of a day or of the month. */
export const grains = ['day', 'month'] as const;
export type Grain = (typeof grains)[number];

/** Over how many working days one's own pace is taken. */
export const paceDays = 10;

/** Who set what counts: the person, who leads him, or nobody yet and it is proposed from his own pace. */
export type AimBy = 'own' | 'lead' | 'proposed' | 'none';
export interface Aim {
  amount: number | null;
  by: AimBy;
}

/** Before somebody has a pace of his own: what a first day is asked for. */
const firstDay: Readonly<Record<string, number>> = { visits: 8 };

/**
 * The aim proposed for a day (T11: 'the goal table by the bed'): the mean of the last working days' results, rounded up, so that it
 * is reached and a little more. Null where there is nothing to go by. `results` holds one figure a working day, zeros too.
 */
export function proposedAim(measure: string, results: readonly number[]): number | null {
  if (results.length === 0) return firstDay[measure] ?? null;
  const sum = results.reduce((total, result) => total + result, 0);
  if (sum <= 0) return firstDay[measure] ?? null;
  return Math.ceil(sum / results.length);
}

/** What counts of the aims there are: a lead's is the floor, one's own may lie above it. */
export function aimOf(aims: { own?: number | undefined; lead?: number | undefined; proposed?: number | null }): Aim {
  const { own, lead, proposed = null } = aims;
  if (lead !== undefined)
    return own !== undefined && own > lead ? { amount: own, by: 'own' } : { amount: lead, by: 'lead' };
  if (own !== undefined) return { amount: own, by: 'own' };
  return proposed === null ? { amount: null, by: 'none' } : { amount: proposed, by: 'proposed' };
}

/** The results of the working days from the first on which the person reached anything; earlier days say nothing of his pace. */
export function paceOf(
  workingDays: readonly string[],
  byDay: ReadonlyMap<string, number>,
  firstDay: string | undefined,
): number[] {
  if (firstDay === undefined) return [];
  return workingDays.filter((day) => day >= firstDay).map((day) => byDay.get(day) ?? 0);
}

/** The first day of the period a day lies in. */
export const periodStart = (grain: Grain, day: string): string => (grain === 'day' ? day : `${day.slice(0, 7)}-01`);
