import { z } from 'zod';
import { can } from '#platform/shared/actor.ts';
import { dayShape, uuid } from '#platform/shared/page.ts';
import { notFound, refuse } from '#platform/shared/result.ts';
import { command } from '#platform/server/command/command.ts';
import { mayOversee } from '#modules/org/public.ts';
import { setAim } from '../aims.ts';
import { targetById } from '../queries.ts';
import { grains } from '../rules.ts';

/** One's own aim, or, by who leads the person, the one that must be reached. Setting again changes it; the later stands. */
export const setTarget = command({
  name: 'targets.set-target',
  version: 1,
  conflict: 'last',
  input: z.strictObject({
    personId: uuid,
    measure: z.string(),
    day: dayShape,
    grain: z.enum(grains),
    amount: z.number(),
  }),
  async run(ctx, input) {
    const own = input.personId === ctx.actor.personId;
    if (!own && !(can(ctx.actor, 'plans.confirm') && (await mayOversee(ctx, input.personId, ctx.today))))
      return notFound('targets.personUnknown');
    const measure = await ctx.db
      .selectFrom('measure')
      .select('code')
      .where('company_id', '=', ctx.actor.companyId)
      .where('code', '=', input.measure)
      .where('kind', '=', 'flow')
      .executeTakeFirst();
    if (measure === undefined) return notFound('targets.measureUnknown');
    if (input.grain === 'day' && input.day < ctx.today)
      return refuse('invalid', 'targets.dayPast', { fields: [{ field: 'day', code: 'targets.dayPast' }] });
    const { id } = await setAim(ctx, { ...input, mandatory: !own });
    return targetById(ctx, id);
  },
});
