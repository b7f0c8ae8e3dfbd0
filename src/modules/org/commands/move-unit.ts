import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { dayShape, uuid } from '#platform/shared/page.ts';
import { refuse } from '#platform/shared/result.ts';
import { addEdge, cutEdges, edgeOn, hang, lockTree, openUnit, unitForUpdate } from '../tree.ts';
import { bumpUnit } from '../units.ts';

/**
 * Hangs a unit with everything below it under another parent from a day on, until a later move that is already planned. Days before keep
 * their tree, so that a report of last March uses last March's (design, section 5).
 */
export const moveUnit = command({
  name: 'org.move-unit',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ id: uuid, parentId: uuid, fromDay: dayShape }),
  async run(ctx, { id, parentId, fromDay }) {
    await lockTree(ctx);
    const unit = await unitForUpdate(ctx, id);
    const edge = await edgeOn(ctx, id, fromDay);
    if (edge === undefined)
      return unit.kind === 'company'
        ? refuse('invalid', 'org.rootStays')
        : refuse('conflict', 'org.unitNotOpen', { params: { unit: unit.name, day: fromDay } });
    await openUnit(ctx, parentId, fromDay, 'parentId');
    if (edge.parentId === parentId) return { id, version: unit.version };
    const window = { fromDay, toDay: edge.toDay };
    await hang(ctx, id, parentId, window);
    await cutEdges(ctx, id, window);
    await addEdge(ctx, id, parentId, window);
    ctx.audit({
      subject: { kind: 'unit', id },
      unitId: id,
      changes: { parentId: { from: edge.parentId, to: parentId }, fromDay: { from: null, to: fromDay } },
    });
    ctx.emit({ kind: 'org.unitMoved', subject: { kind: 'unit', id }, unitId: id, payload: { parentId, fromDay } });
    return { id, version: await bumpUnit(ctx, id) };
  },
});
