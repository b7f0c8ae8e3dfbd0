import { command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { postPersonShape } from '../contract.ts';
import { personForUpdate, requireAdministrator, touchPerson } from '../people.ts';
import { placePerson } from '../postings.ts';

/** A move, a further post beside the main one, or leading begun or ended: always a dated posting, so that the past stays. */
export const postPerson = command({
  name: 'org.post-person',
  version: 1,
  conflict: 'refuse',
  input: postPersonShape.extend({ personId: uuid }),
  async run(ctx, { personId, ...posting }) {
    await personForUpdate(ctx, personId);
    await placePerson(ctx, personId, posting);
    await requireAdministrator(ctx);
    await touchPerson(ctx, personId);
    ctx.emit({
      kind: 'org.personPlaced',
      subject: { kind: 'person', id: personId },
      unitId: posting.unitId,
      personId,
      payload: { fromDay: posting.fromDay },
    });
    return { id: posting.id };
  },
});
