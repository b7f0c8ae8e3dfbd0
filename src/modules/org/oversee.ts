import type { ReadContext } from '#platform/server/command/command.ts';

/** Whether the actor may see and set a person's work on a day: his own, or of somebody posted then in a unit he leads above. */
export async function mayOversee(ctx: ReadContext, personId: string, day: string): Promise<boolean> {
  if (personId === ctx.actor.personId) return true;
  if (ctx.actor.units.length === 0) return false;
  const posting = await ctx.db
    .selectFrom('posting')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where('unit_id', 'in', [...ctx.actor.units])
    .where('from_day', '<=', day)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
    .limit(1)
    .executeTakeFirst();
  return posting !== undefined;
}
