import { command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { writeCheckIn } from '../check-in.ts';
import * as contract from '../contract.ts';
import { loadOwn, tell, touch } from '../load.ts';
import { visitOf } from '../queries.ts';

/** At the door. The business day is that of the phone's clock at the outlet's place, whenever the server learns of it. */
export const checkIn = command({
  name: 'visits.check-in',
  version: 1,
  conflict: 'refuse',
  input: contract.checkIn.body.extend({ id: uuid }),
  async run(ctx, { id, occurredAt, position }) {
    const visit = await loadOwn(ctx, id, 'checkIn');
    const { day } = await writeCheckIn(ctx, visit, { occurredAt, position: position ?? null, implied: false });
    await touch(ctx, visit, { day });
    ctx.audit({
      subject: { kind: 'visit', id },
      unitId: visit.unit_id,
      changes: { state: { from: visit.state, to: 'checkedIn' } },
    });
    tell(ctx, visit, 'checkedIn');
    return visitOf(ctx, id);
  },
});
