import { z } from 'zod';
import { dayShape, uuid } from '#platform/shared/page.ts';
import { isRefusal, type Outcome, refuse } from '#platform/shared/result.ts';
import { changesBetween, command, type WriteContext } from '#platform/server/command/command.ts';
import { requireVisible, survivorsOf } from '#modules/customers/public.ts';
import { setAim } from '#modules/targets/public.ts';
import { factsOf } from '../facts.ts';
import { type StoredLine, storedLines, writeLines } from '../lines.ts';
import { lockPlanOfDay, refuseIn } from '../load.ts';
import { keptPlan, type StoredPlan, storedPlan } from '../plan.ts';
import { lineOf, type ProposedLine, ways } from '../rules.ts';

const lineShape = z.strictObject({
  customerId: uuid,
  way: z.enum(ways).optional(),
  plannedTime: z.string().nullable().optional(),
});
type Wanted = z.output<typeof lineShape>;

/**
 * Keeps the seller's list of a day with its lines in order. A line keeps the reason it came with; a new one gets the fact that explains it.
 * The number of visits becomes his own aim of the day (T11).
 */
export const savePlan = command({
  name: 'plans.save-plan',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({
    day: dayShape,
    ifMatch: z.int().optional(),
    id: uuid,
    visitAim: z.int(),
    lines: z.array(lineShape),
  }),
  async run(ctx, input) {
    const { day, visitAim } = input;
    if (ctx.actor.unitId === null) return refuse('conflict', 'plans.noUnit');
    if (day < ctx.today) return refuse('conflict', 'plans.dayOver');
    const ids = new Set(input.lines.map((line) => line.customerId));
    if (ids.size < input.lines.length)
      return refuse('invalid', 'plans.twice', { fields: [{ field: 'lines', code: 'plans.twice' }] });
    const before = await lockPlanOfDay(ctx, day);
    if (before !== undefined) {
      if (input.ifMatch !== before.version)
        return refuse('conflict', 'versionConflict', { current: await keptPlan(ctx, before), submitted: input });
      const problem = refuseIn(before, 'edit');
      if (problem !== undefined) return problem;
    }
    const known = before === undefined ? [] : await storedLines(ctx, before.id);
    const lines = await linesOf(ctx, day, await survivingLines(ctx, input.lines), known);
    if (isRefusal(lines)) return lines;
    const planId = await writeHead(ctx, ctx.actor.unitId, before, input);
    await writeLines(ctx, planId, lines);
    if (visitAim !== before?.visit_aim)
      await setAim(ctx, {
        personId: ctx.actor.personId,
        measure: 'visits',
        grain: 'day',
        day,
        amount: visitAim,
        mandatory: false,
      });
    ctx.audit({
      subject: { kind: 'dayPlan', id: planId },
      unitId: ctx.actor.unitId,
      changes: changesBetween(
        before && { visitAim: before.visit_aim, customers: known.filter((line) => !line.removed).map(idOf) },
        { visitAim, customers: lines.map(idOf) },
      ),
    });
    ctx.emit({
      kind: 'plans.saved',
      subject: { kind: 'dayPlan', id: planId },
      unitId: ctx.actor.unitId,
      personId: ctx.actor.personId,
    });
    const kept = await storedPlan(ctx, ctx.actor.personId, day);
    return kept === undefined ? refuse('conflict', 'conflict') : keptPlan(ctx, kept);
  },
});

/** The list itself: written down, or changed in its number of visits. */
async function writeHead(
  ctx: WriteContext,
  unitId: string,
  before: StoredPlan | undefined,
  { id, day, visitAim }: { id: string; day: string; visitAim: number },
): Promise<string> {
  if (before !== undefined) {
    await ctx.db
      .updateTable('day_plan')
      .set({ visit_aim: visitAim, version: before.version + 1 })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', before.id)
      .execute();
    return before.id;
  }
  await ctx.db
    .insertInto('day_plan')
    .values({
      company_id: ctx.actor.companyId,
      id,
      person_id: ctx.actor.personId,
      unit_id: unitId,
      day,
      visit_aim: visitAim,
    })
    .execute();
  return id;
}

/** A customer that was merged since the list was looked at stands for the one it was merged into. */
async function survivingLines(ctx: WriteContext, lines: readonly Wanted[]): Promise<Wanted[]> {
  const survivors = await survivorsOf(
    ctx,
    lines.map((line) => line.customerId),
  );
  const standing = lines.map((line) => ({ ...line, customerId: survivors.get(line.customerId) ?? line.customerId }));
  return [...new Map(standing.toReversed().map((line) => [line.customerId, line])).values()].toReversed();
}

const idOf = (line: ProposedLine): string => line.customerId;

/** The lines as wanted; a customer that is new on the list must be one he sees. */
async function linesOf(
  ctx: WriteContext,
  day: string,
  wanted: readonly Wanted[],
  known: readonly StoredLine[],
): Promise<Outcome<ProposedLine[]>> {
  const before = new Map(known.map((line) => [line.customerId, line]));
  const added = wanted.filter((line) => !before.has(line.customerId)).map((line) => line.customerId);
  const asked = { personId: ctx.actor.personId, day, today: ctx.today };
  const facts = new Map((await factsOf(ctx, asked, added)).map((one) => [one.customerId, one]));
  const lines: ProposedLine[] = [];
  for (const line of wanted) {
    const kept = before.get(line.customerId);
    const fact = facts.get(line.customerId);
    if (kept === undefined) {
      const customer = await requireVisible(ctx, line.customerId);
      if (isRefusal(customer)) return customer;
    }
    const base = kept ?? (fact === undefined ? undefined : lineOf(fact, day));
    if (base === undefined) return refuse('conflict', 'plans.customerArchived');
    lines.push({
      customerId: line.customerId,
      way: line.way ?? base.way,
      reason: base.reason,
      followUpId: base.followUpId,
      plannedTime: line.plannedTime === undefined ? base.plannedTime : line.plannedTime,
      visitId: base.visitId,
    });
  }
  return lines;
}
