import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { dayShape, text, uuid } from '#platform/shared/page.ts';
import { addEmployment } from '../employments.ts';
import { personForUpdate, touchPerson } from '../people.ts';
import { employmentKinds } from '../rules.ts';

/** Somebody who left comes back: a new employment of the same person. His account stays closed until it is opened anew. */
export const rejoin = command({
  name: 'org.rejoin',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({
    id: uuid,
    personId: uuid,
    kind: z.enum(employmentKinds),
    number: text(40).optional(),
    fromDay: dayShape,
  }),
  async run(ctx, { personId, ...employment }) {
    await personForUpdate(ctx, personId);
    await addEmployment(ctx, personId, employment, 'number');
    ctx.audit({
      subject: { kind: 'person', id: personId },
      changes: { employment: { from: null, to: { kind: employment.kind, fromDay: employment.fromDay } } },
    });
    ctx.emit({ kind: 'org.personRejoined', subject: { kind: 'person', id: personId }, personId });
    return { id: personId, version: await touchPerson(ctx, personId) };
  },
});
