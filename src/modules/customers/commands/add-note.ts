import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { requiredText, uuid } from '#platform/shared/page.ts';
import { must } from '#platform/shared/result.ts';
import { happened } from '../happened.ts';
import { lockToUpdate } from '../lock.ts';
import { noteActivity } from '../marks.ts';

export const addNote = command({
  name: 'customers.add-note',
  version: 1,
  conflict: 'merge',
  input: z.strictObject({ customerId: uuid, id: uuid, text: requiredText(2_000) }),
  async run(ctx, { customerId, id, text }) {
    const head = must(await lockToUpdate(ctx, customerId));
    await ctx.db
      .insertInto('customer_note')
      .values({
        company_id: ctx.actor.companyId,
        id,
        customer_id: customerId,
        text,
        at: ctx.now,
        by_id: ctx.actor.personId,
      })
      .execute();
    await noteActivity(ctx, customerId, { kind: 'note', at: ctx.now });
    await happened(ctx, head, 'noted', { text }, { kind: 'customerNote', id });
    ctx.audit({
      subject: { kind: 'customer', id: customerId },
      unitId: head.unitId,
      changes: { note: { from: null, to: id } },
    });
    return { id };
  },
});
