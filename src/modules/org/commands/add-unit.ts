import { command, type WriteContext } from '#platform/server/command/command.ts';
import type { z } from 'zod';
import { addUnitShape } from '../contract-units.ts';
import { writeOutlet } from '../outlets.ts';
import { addEdge, addPaths, hang, lockTree, openUnit } from '../tree.ts';

/** A unit below another from a day on (S7). */
export const addUnit = command({
  name: 'org.add-unit',
  version: 1,
  conflict: 'refuse',
  input: addUnitShape,
  async run(ctx, input) {
    await lockTree(ctx);
    const span = { fromDay: input.fromDay ?? ctx.today, toDay: null };
    await openUnit(ctx, input.parentId, span.fromDay, 'parentId');
    await insertUnit(ctx, input, span.fromDay);
    await addPaths(ctx, [{ ancestorId: input.id, descendantId: input.id, depth: 0, ...span }]);
    await addEdge(ctx, input.id, input.parentId, span);
    await hang(ctx, input.id, input.parentId, span);
    const outlet = input.outlet === undefined ? {} : await writeOutlet(ctx, input.id, input.outlet);
    ctx.audit({
      subject: { kind: 'unit', id: input.id },
      unitId: input.id,
      changes: {
        name: { from: null, to: input.name },
        kind: { from: null, to: input.kind },
        parentId: { from: null, to: input.parentId },
        fromDay: { from: null, to: span.fromDay },
        ...outlet,
      },
    });
    ctx.emit({ kind: 'org.unitAdded', subject: { kind: 'unit', id: input.id }, unitId: input.parentId });
    return { id: input.id, version: 1 };
  },
});

async function insertUnit(ctx: WriteContext, input: z.output<typeof addUnitShape>, fromDay: string): Promise<void> {
  await ctx.db
    .insertInto('unit')
    .values({
      company_id: ctx.actor.companyId,
      id: input.id,
      kind: input.kind,
      name: input.name,
      opened_day: fromDay,
    })
    .execute();
}
