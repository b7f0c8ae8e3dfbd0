import { command } from '#platform/server/command/command.ts';
import { toldInstant } from '#platform/server/command/told-instant.ts';
import { instantAt } from '#platform/server/clock.ts';
import { uuid } from '#platform/shared/page.ts';
import { beginningOf, bookVisit } from '../booking.ts';
import * as contract from '../contract.ts';
import { loadOwn, tell, touch } from '../load.ts';
import { visitOf } from '../queries.ts';

/** Leaving; a visit that was not reported yet counts as made from here on. */
export const checkOut = command({
  name: 'visits.check-out',
  version: 1,
  conflict: 'refuse',
  input: contract.checkOut.body.extend({ id: uuid }),
  async run(ctx, { id, occurredAt }) {
    const visit = await loadOwn(ctx, id, 'checkOut');
    const began = await beginningOf(ctx, id);
    const left = instantAt(toldInstant(ctx, occurredAt).taken);
    await ctx.db
      .insertInto('visit_check_out')
      .values({
        company_id: ctx.actor.companyId,
        visit_id: id,
        // A phone whose clock was set back in between would have left before it came.
        occurred_at: left < began ? began : left,
        recorded_at: ctx.now,
        by_person: ctx.actor.personId,
      })
      .execute();
    const version = await touch(ctx, visit);
    if (visit.state === 'checkedIn') await bookVisit(ctx, { ...visit, occurredAt: began }, version, null);
    ctx.audit({
      subject: { kind: 'visit', id },
      unitId: visit.unit_id,
      changes: { state: { from: visit.state, to: 'checkedOut' } },
    });
    tell(ctx, visit, 'checkedOut');
    return visitOf(ctx, id);
  },
});
