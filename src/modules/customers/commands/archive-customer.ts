import { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { requiredText, uuid } from '#platform/shared/page.ts';
import { must, refuse } from '#platform/shared/result.ts';
import { refuseSameTaxNumber } from '../alike.ts';
import { happened } from '../happened.ts';
import { type CustomerHead, lockToUpdate, requireVisible } from '../lock.ts';
import { mayUpdate } from '../policy.ts';

/** Puts a customer away with the reason. It leaves every list; its history stays, and it can be taken back. */
export const archiveCustomer = command({
  name: 'customers.archive-customer',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ id: uuid, reason: requiredText(200) }),
  async run(ctx, { id: asked, reason }) {
    const head = must(await lockToUpdate(ctx, asked));
    const { id } = head;
    if (id !== asked)
      return refuse('conflict', 'customers.merged', { params: { name: head.name }, current: { id, name: head.name } });
    await ctx.db
      .updateTable('customer')
      .set((row) => ({
        archived_at: ctx.now,
        archived_by: ctx.actor.personId,
        archive_reason: reason,
        version: row('version', '+', 1),
      }))
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    await happened(ctx, head, 'archived', { reason });
    note(ctx, head, { from: null, to: ctx.now }, reason);
    return { id, version: head.version + 1 };
  },
});

/** Takes an archived customer back, unless its tax number stands on another one by now. */
export const restoreCustomer = command({
  name: 'customers.restore-customer',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ id: uuid }),
  async run(ctx, { id: asked }) {
    const head = must(await requireVisible(ctx, asked));
    const { id } = head;
    if (!mayUpdate(ctx.actor, head)) return refuse('forbidden', 'customers.readOnly');
    const row = await ctx.db
      .selectFrom('customer')
      .select(['tax_number', 'archived_at'])
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.archived_at === null) return { id, version: head.version };
    if (row.tax_number !== null) await refuseSameTaxNumber(ctx, row.tax_number, id);
    await ctx.db
      .updateTable('customer')
      .set((customer) => ({
        archived_at: null,
        archived_by: null,
        archive_reason: null,
        version: customer('version', '+', 1),
      }))
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    await happened(ctx, head, 'restored', {});
    note(ctx, head, { from: row.archived_at, to: null });
    return { id, version: head.version + 1 };
  },
});

function note(ctx: WriteContext, head: CustomerHead, archivedAt: { from: unknown; to: unknown }, reason?: string) {
  ctx.audit({
    subject: { kind: 'customer', id: head.id },
    unitId: head.unitId,
    changes: { archivedAt },
    ...(reason === undefined ? {} : { reason }),
  });
}
