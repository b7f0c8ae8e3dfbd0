import { z } from 'zod';
import { instantAt } from '#platform/server/clock.ts';
import { command } from '#platform/server/command/command.ts';
import { toldInstant } from '#platform/server/command/told-instant.ts';
import { businessDay } from '#platform/shared/day.ts';
import { instantShape, requiredText, uuid } from '#platform/shared/page.ts';
import { must } from '#platform/shared/result.ts';
import { happened } from '../happened.ts';
import { lockForFact } from '../lock.ts';
import { noteActivity } from '../marks.ts';

/** A note in the timeline, on the day it belongs to, whenever the server learns of it. */
export const addNote = command({
  name: 'customers.add-note',
  version: 1,
  conflict: 'merge',
  input: z.strictObject({
    customerId: uuid,
    id: uuid,
    text: requiredText(2_000),
    occurredAt: instantShape.optional(),
  }),
  async run(ctx, { customerId: asked, id, text, occurredAt }) {
    const at = occurredAt === undefined ? ctx.now : instantAt(toldInstant(ctx, occurredAt).taken);
    const day = businessDay(at, ctx.actor.timeZone);
    const head = must(await lockForFact(ctx, asked, day));
    await ctx.db
      .insertInto('customer_note')
      .values({
        company_id: ctx.actor.companyId,
        id,
        customer_id: head.id,
        text,
        at,
        by_id: ctx.actor.personId,
      })
      .execute();
    await noteActivity(ctx, head.id, { kind: 'note', at });
    await happened(ctx, head, 'noted', { text }, { source: { kind: 'customerNote', id }, occurredAt: at, day });
    ctx.audit({
      subject: { kind: 'customer', id: head.id },
      unitId: head.unitId,
      changes: { note: { from: null, to: id } },
    });
    return { id };
  },
});
