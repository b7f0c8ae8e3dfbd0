import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { must } from '#platform/shared/result.ts';
import { insertRows } from '../bulk.ts';
import { requireCodes } from '../codes.ts';
import { codeShape } from '../contract-shapes.ts';
import { happened } from '../happened.ts';
import { lockToUpdate } from '../lock.ts';

/** The customer's tags, all of them. A retired tag it has already may stay. */
export const setTags = command({
  name: 'customers.set-tags',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ customerId: uuid, tags: z.array(codeShape).max(30) }),
  async run(ctx, { customerId: told, tags: asked }) {
    const head = must(await lockToUpdate(ctx, told));
    const customerId = head.id;
    const tags = [...new Set(asked)].toSorted();
    const { companyId } = ctx.actor;
    const rows = await ctx.db
      .selectFrom('customer_tag')
      .select('tag')
      .where('company_id', '=', companyId)
      .where('customer_id', '=', customerId)
      .orderBy('tag')
      .execute();
    const before = rows.map(({ tag }) => tag);
    const added = tags.filter((tag) => !before.includes(tag));
    const removed = before.filter((tag) => !tags.includes(tag));
    if (added.length + removed.length === 0) return { tags };
    await requireCodes(ctx, 'tag', added, 'tags');
    if (removed.length > 0)
      await ctx.db
        .deleteFrom('customer_tag')
        .where('company_id', '=', companyId)
        .where('customer_id', '=', customerId)
        .where('tag', 'in', removed)
        .execute();
    const cells = added.map((tag) => [customerId, tag]);
    await insertRows(ctx.db, companyId, 'customer_tag', { customer_id: 'uuid', tag: 'text' }, cells);
    await happened(ctx, head, 'tagged', { added, removed });
    ctx.audit({
      subject: { kind: 'customer', id: customerId },
      unitId: head.unitId,
      changes: { tags: { from: before, to: tags } },
    });
    return { tags };
  },
});
