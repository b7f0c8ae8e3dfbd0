import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { dayShape, requiredText, uuid } from '#platform/shared/page.ts';
import { refuse } from '#platform/shared/result.ts';
import { personForUpdate, requireAdministrator, touchPerson } from '../people.ts';
import { endOn, openPostings } from '../postings.ts';

/**
 * Somebody leaves: the day is the first without him. Employment and postings end; sign-in ends through the event's subscribers, in the
 * same transaction (S7). The person and all he did stay.
 */
export const leave = command({
  name: 'org.leave',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid, day: dayShape, reason: requiredText(300) }),
  async run(ctx, { id, day, reason }) {
    await personForUpdate(ctx, id);
    const [employment] = await ctx.db
      .selectFrom('employment')
      .select(['id', 'from_day', 'to_day'])
      .where('company_id', '=', ctx.actor.companyId)
      .where('person_id', '=', id)
      .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
      .orderBy('from_day', 'desc')
      .forUpdate()
      .execute();
    if (employment === undefined) return refuse('conflict', 'org.notEmployed');
    if (day < employment.from_day)
      return refuse('invalid', 'org.beforeEmployment', { params: { day: employment.from_day } });
    await ctx.db
      .updateTable('employment')
      .set((row) => ({ to_day: day, leave_reason: reason, version: row('version', '+', 1) }))
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', employment.id)
      .execute();
    const postings = await openPostings(ctx, id, day);
    for (const posting of postings) await endOn(ctx, posting.id, day);
    await requireAdministrator(ctx);
    const unitId = postings[0]?.unit_id ?? null;
    ctx.audit({
      subject: { kind: 'person', id },
      unitId,
      changes: { employedUntil: { from: employment.to_day, to: day } },
      reason,
    });
    ctx.emit({ kind: 'org.personLeft', subject: { kind: 'person', id }, unitId, personId: id, payload: { day } });
    return { id, version: await touchPerson(ctx, id) };
  },
});
