import { z } from 'zod';
import { changesBetween, command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { refuse } from '#platform/shared/result.ts';
import { changeUnitShape } from '../contract-units.ts';
import { outletOf, writeOutlet } from '../outlets.ts';
import { unitForUpdate } from '../tree.ts';
import { requireVersion } from '../versions.ts';

/** Name, kind and outlet of a unit. The root keeps its kind. */
export const changeUnit = command({
  name: 'org.change-unit',
  version: 1,
  conflict: 'refuse',
  input: changeUnitShape.extend({ id: uuid, ifMatch: z.int().optional() }),
  async run(ctx, { id, ifMatch, outlet, ...wanted }) {
    const before = await unitForUpdate(ctx, id);
    const current = { name: before.name, kind: before.kind };
    requireVersion(
      ifMatch,
      before.version,
      { ...current, outlet: await outletOf(ctx, id) },
      { ...wanted, ...(outlet === undefined ? {} : { outlet }) },
    );
    if (wanted.kind !== undefined && before.kind === 'company') return refuse('invalid', 'org.rootStays');
    const changes = {
      ...changesBetween<{ name: string; kind: string }>(current, {
        ...(wanted.name === undefined ? {} : { name: wanted.name }),
        ...(wanted.kind === undefined ? {} : { kind: wanted.kind }),
      }),
      ...(outlet === undefined ? {} : await writeOutlet(ctx, id, outlet)),
    };
    if (Object.keys(changes).length === 0) return { id, version: before.version };
    await ctx.db
      .updateTable('unit')
      .set({ name: wanted.name ?? before.name, kind: wanted.kind ?? before.kind, version: before.version + 1 })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    ctx.audit({ subject: { kind: 'unit', id }, unitId: id, changes });
    ctx.emit({ kind: 'org.unitChanged', subject: { kind: 'unit', id }, unitId: id });
    return { id, version: before.version + 1 };
  },
});
