import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { type Grain, periodStart } from './rules.ts';

export interface NewAim {
  personId: string;
  measure: string;
  grain: Grain;
  /** Any day of the period. */
  day: string;
  amount: number;
  /** By who leads the person. */
  mandatory: boolean;
}

/** Sets an aim in the command's transaction; the caller has asked who may. The later of two stands. */
export async function setAim(ctx: WriteContext, aim: NewAim): Promise<{ id: string }> {
  const key = {
    company_id: ctx.actor.companyId,
    person_id: aim.personId,
    measure: aim.measure,
    grain: aim.grain,
    period_start: periodStart(aim.grain, aim.day),
    mandatory: aim.mandatory,
  };
  const before = await ctx.db
    .selectFrom('target')
    .select(['id', 'amount', 'version'])
    .where('company_id', '=', key.company_id)
    .where('person_id', '=', key.person_id)
    .where('measure', '=', key.measure)
    .where('grain', '=', key.grain)
    .where('period_start', '=', key.period_start)
    .where('mandatory', '=', key.mandatory)
    .forUpdate()
    .executeTakeFirst();
  if (before !== undefined && Number(before.amount) === aim.amount) return { id: before.id };
  const set = { amount: String(aim.amount), set_by: ctx.actor.personId, set_at: ctx.now };
  const id = before?.id ?? ctx.newId();
  if (before === undefined)
    await ctx.db
      .insertInto('target')
      .values({ ...key, ...set, id })
      .execute();
  else
    await ctx.db
      .updateTable('target')
      .set({ ...set, version: before.version + 1 })
      .where('company_id', '=', key.company_id)
      .where('id', '=', id)
      .execute();
  ctx.audit({
    subject: { kind: 'target', id },
    changes: { amount: { from: before === undefined ? null : Number(before.amount), to: aim.amount } },
  });
  ctx.emit({
    kind: 'targets.set',
    subject: { kind: 'target', id },
    unitId: ctx.actor.unitId,
    personId: aim.personId,
    payload: { measure: aim.measure, grain: aim.grain, periodStart: key.period_start },
  });
  return { id };
}

export interface SetAim {
  measure: string;
  grain: Grain;
  periodStart: string;
  amount: number;
  mandatory: boolean;
}

/** The aims of a person for these periods. */
export async function aimsOf(ctx: ReadContext, personId: string, periodStarts: readonly string[]): Promise<SetAim[]> {
  const rows = await ctx.db
    .selectFrom('target')
    .select(['measure', 'grain', 'period_start as periodStart', 'amount', 'mandatory'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where('period_start', 'in', [...periodStarts])
    .execute();
  return rows.map((row) => ({ ...row, grain: row.grain as Grain, amount: Number(row.amount) }));
}
