import { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { dayShape, uuid } from '#platform/shared/page.ts';
import { refuse, type Refusal } from '#platform/shared/result.ts';
import { lockTree, unhang, unitForUpdate } from '../tree.ts';
import { bumpUnit } from '../units.ts';

/** Closes a unit from a day on; its past stays. Nobody may be posted to it then and nothing hang below it. */
export const closeUnit = command({
  name: 'org.close-unit',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid, day: dayShape }),
  async run(ctx, { id, day }) {
    await lockTree(ctx);
    const unit = await unitForUpdate(ctx, id);
    if (unit.kind === 'company') return refuse('invalid', 'org.rootStays');
    if (unit.closed_day !== null) return refuse('conflict', 'org.alreadyClosed', { params: { day: unit.closed_day } });
    if (day < unit.opened_day) return refuse('invalid', 'org.beforeOpening', { params: { day: unit.opened_day } });
    const kept = (await whoIsThere(ctx, id, day)) ?? (await whatHangsBelow(ctx, id, day));
    if (kept !== undefined) return kept;
    await unhang(ctx, id, day);
    await ctx.db
      .updateTable('unit')
      .set({ closed_day: day })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    ctx.audit({ subject: { kind: 'unit', id }, unitId: id, changes: { closedDay: { from: null, to: day } } });
    ctx.emit({ kind: 'org.unitClosed', subject: { kind: 'unit', id }, unitId: id, payload: { day } });
    return { id, version: await bumpUnit(ctx, id) };
  },
});

async function whoIsThere(ctx: WriteContext, unitId: string, day: string): Promise<Refusal | undefined> {
  const people = await ctx.db
    .selectFrom('posting')
    .innerJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'posting.company_id').onRef('person.id', '=', 'posting.person_id'),
    )
    .select(['person.id', 'person.name'])
    .distinct()
    .where('posting.company_id', '=', ctx.actor.companyId)
    .where('unit_id', '=', unitId)
    .where((where) =>
      where.or([
        where('to_day', 'is', null),
        where.and([where('to_day', '>', day), where('to_day', '>', where.ref('from_day'))]),
      ]),
    )
    .execute();
  const [first] = people;
  return first === undefined
    ? undefined
    : refuse('conflict', 'org.peopleRemain', { params: { count: people.length, name: first.name } });
}

async function whatHangsBelow(ctx: WriteContext, unitId: string, day: string): Promise<Refusal | undefined> {
  const units = await ctx.db
    .selectFrom('unit_edge')
    .innerJoin('unit', (join) =>
      join.onRef('unit.company_id', '=', 'unit_edge.company_id').onRef('unit.id', '=', 'unit_edge.unit_id'),
    )
    .select(['unit.id', 'unit.name'])
    .distinct()
    .where('unit_edge.company_id', '=', ctx.actor.companyId)
    .where('parent_id', '=', unitId)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
    .execute();
  const [first] = units;
  return first === undefined
    ? undefined
    : refuse('conflict', 'org.unitsRemain', { params: { count: units.length, name: first.name } });
}
