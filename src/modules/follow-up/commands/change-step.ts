import { z } from 'zod';
import { dayShape, text, uuid } from '#platform/shared/page.ts';
import { isRefusal, refuse } from '#platform/shared/result.ts';
import { changesBetween, command } from '#platform/server/command/command.ts';
import { lockStep } from '../load.ts';
import { refreshCustomer } from '../next-step.ts';
import { stepById } from '../queries.ts';
import { stepKinds } from '../rules.ts';
import { dayProblem } from './set-step.ts';

/** Moves an open step to another day, or changes how it is taken. */
export const changeStep = command({
  name: 'followUp.change-step',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({
    id: uuid,
    ifMatch: z.int().optional(),
    day: dayShape.optional(),
    kind: z.enum(stepKinds).optional(),
    note: text(500).optional(),
  }),
  async run(ctx, { id, ifMatch, ...wanted }) {
    const before = await lockStep(ctx, id, 'open');
    if (isRefusal(before)) return before;
    if (ifMatch !== undefined && ifMatch !== before.version)
      return refuse('conflict', 'versionConflict', { current: await stepById(ctx, id), submitted: wanted });
    const problem = wanted.day === undefined ? undefined : dayProblem(ctx, wanted.day);
    if (problem !== undefined) return problem;
    const changes = changesBetween(before, wanted as Partial<typeof before>);
    if (Object.keys(changes).length > 0) {
      await ctx.db
        .updateTable('follow_up')
        .set({ ...wanted, version: before.version + 1 })
        .where('company_id', '=', ctx.actor.companyId)
        .where('id', '=', id)
        .execute();
      ctx.audit({ subject: { kind: 'followUp', id }, unitId: before.unit_id, changes });
      ctx.emit({
        kind: 'followUp.changed',
        subject: { kind: 'followUp', id },
        unitId: before.unit_id,
        personId: before.owner_id,
      });
      await refreshCustomer(ctx, before.customer_id);
    }
    return stepById(ctx, id);
  },
});
