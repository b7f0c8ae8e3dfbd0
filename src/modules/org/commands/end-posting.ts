import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { dayShape, uuid } from '#platform/shared/page.ts';
import { notFound, refuse } from '#platform/shared/result.ts';
import { personForUpdate, requireAdministrator, touchPerson } from '../people.ts';
import { endOn } from '../postings.ts';

/** The day is the first without the posting. */
export const endPosting = command({
  name: 'org.end-posting',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ id: uuid, day: dayShape }),
  async run(ctx, { id, day }) {
    const posting = await ctx.db
      .selectFrom('posting')
      .select(['person_id', 'unit_id', 'position', 'from_day', 'to_day'])
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (posting === undefined) return notFound('org.unknownPosting');
    if (posting.to_day !== null && posting.to_day <= day)
      return refuse('conflict', 'org.postingEnded', { params: { day: posting.to_day } });
    if (day < posting.from_day) return refuse('invalid', 'org.beforePosting', { params: { day: posting.from_day } });
    await personForUpdate(ctx, posting.person_id);
    await endOn(ctx, id, day);
    await requireAdministrator(ctx);
    await touchPerson(ctx, posting.person_id);
    ctx.audit({
      subject: { kind: 'person', id: posting.person_id },
      unitId: posting.unit_id,
      changes: {
        posting: { from: { unitId: posting.unit_id, position: posting.position }, to: null },
        toDay: { from: posting.to_day, to: day },
      },
    });
    ctx.emit({
      kind: 'org.personPlaced',
      subject: { kind: 'person', id: posting.person_id },
      unitId: posting.unit_id,
      personId: posting.person_id,
      payload: { toDay: day },
    });
    return { id };
  },
});
