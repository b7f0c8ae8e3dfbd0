import { z } from 'zod';
import { type Changes, command, type WriteContext } from '#platform/server/command/command.ts';
import { text, uuid } from '#platform/shared/page.ts';
import { must, Refused, refuse } from '#platform/shared/result.ts';
import { noteFields } from '../field-versions.ts';
import { happened } from '../happened.ts';
import { type CustomerHead, lockVisible } from '../lock.ts';
import { fillHead, moveParts } from '../merge.ts';
import { orNull } from '../normalise.ts';
import { mayAssign } from '../policy.ts';
import { reindexCustomers } from '../search.ts';

/**
 * Makes one customer of two records of it: everything moves to the one that stays, the other is archived, and its id leads there from now
 * on, so that what a phone still has queued for it lands. Visits, next steps and lists follow by the event; timeline and ledger are only
 * ever appended to and are read under both ids. The audit names whatever moved.
 */
export const mergeCustomer = command({
  name: 'customers.merge-customer',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid, intoId: uuid, reason: text(200).optional() }),
  async run(ctx, { id, intoId, reason: given }) {
    const [gone, kept] = await lockBoth(ctx, id, intoId);
    const reason = orNull(given);
    const merge = { from: gone.id, into: kept.id };
    await putAway(ctx, gone, kept, reason);
    const fields = await fillHead(ctx, merge);
    const parts = await moveParts(ctx, merge);
    await noteFields(ctx, kept.id, [...Object.keys(fields), ...Object.keys(parts)]);
    await reindexCustomers(ctx, [gone.id, kept.id]);
    await happened(ctx, kept, 'mergedIn', { name: gone.name, reason }, { source: { kind: 'customer', id: gone.id } });
    note(ctx, gone, { mergedInto: { from: null, to: kept.id } }, reason);
    note(ctx, kept, { merged: { from: null, to: gone.id }, ...added(fields), ...added(parts) }, reason);
    ctx.emit({
      kind: 'customers.merged',
      subject: { kind: 'customer', id: gone.id },
      unitId: gone.unitId,
      personId: gone.ownerId,
      payload: { intoId: kept.id },
    });
    return { id: kept.id, version: kept.version + 1 };
  },
});

/** Both, in units the actor leads, neither of them archived or merged, locked in order of id so that two merges never wait for each other. @throws Refused */
async function lockBoth(ctx: WriteContext, id: string, intoId: string): Promise<[CustomerHead, CustomerHead]> {
  const heads = new Map<string, CustomerHead>();
  for (const one of [id, intoId].toSorted()) heads.set(one, must(await lockVisible(ctx, one)));
  const [gone, kept] = [heads.get(id), heads.get(intoId)];
  if (gone === undefined || kept === undefined) throw new Error('both were locked');
  if (!mayAssign(ctx.actor, gone) || !mayAssign(ctx.actor, kept))
    throw new Refused(refuse('forbidden', 'customers.notYoursToAssign'));
  if (gone.id !== id)
    throw new Refused(
      refuse('conflict', 'customers.merged', {
        params: { name: gone.name },
        current: { id: gone.id, name: gone.name },
      }),
    );
  if (gone.id === kept.id)
    throw new Refused(
      refuse('invalid', 'customers.mergeIntoItself', {
        fields: [{ field: 'intoId', code: 'customers.mergeIntoItself' }],
      }),
    );
  return [gone, kept];
}

async function putAway(ctx: WriteContext, gone: CustomerHead, kept: CustomerHead, reason: string | null) {
  const { companyId, personId } = ctx.actor;
  await ctx.db
    .updateTable('customer')
    .set((row) => ({
      archived_at: ctx.now,
      archived_by: personId,
      archive_reason: reason,
      version: row('version', '+', 1),
    }))
    .where('company_id', '=', companyId)
    .where('id', '=', gone.id)
    .execute();
  await ctx.db
    .insertInto('customer_alias')
    .values({ company_id: companyId, id: gone.id, into_id: kept.id, at: ctx.now, by_person: personId, reason })
    .execute();
}

const added = (values: Record<string, unknown>): Changes =>
  Object.fromEntries(Object.entries(values).map(([field, to]) => [field, { from: null, to }]));

function note(ctx: WriteContext, { id, unitId }: CustomerHead, changes: Changes, reason: string | null): void {
  ctx.audit({ subject: { kind: 'customer', id }, unitId, changes, ...(reason === null ? {} : { reason }) });
}
