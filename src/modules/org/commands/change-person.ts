import { z } from 'zod';
import { changesBetween, command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import { changePersonShape } from '../contract.ts';
import { personForUpdate, phoneColumns } from '../people.ts';
import { requireVersion } from '../versions.ts';

interface Facts {
  name: string;
  phone: string | null;
  email: string | null;
}

/** Name, phone and e-mail of a person; empty text takes a phone or e-mail away. */
export const changePerson = command({
  name: 'org.change-person',
  version: 1,
  conflict: 'refuse',
  input: changePersonShape.extend({ id: uuid, ifMatch: z.int().optional() }),
  async run(ctx, { id, ifMatch, ...wanted }) {
    const { version, name, phone, email } = await personForUpdate(ctx, id);
    requireVersion(ifMatch, version, { name, phone, email }, wanted);
    const after: Facts = {
      name: wanted.name ?? name,
      phone: wanted.phone === undefined ? phone : wanted.phone || null,
      email: wanted.email === undefined ? email : wanted.email || null,
    };
    const changes = changesBetween<Facts>({ name, phone, email }, after);
    if (Object.keys(changes).length === 0) return { id, version };
    await ctx.db
      .updateTable('person')
      .set({
        name: after.name,
        name_folded: foldName(after.name),
        ...phoneColumns(ctx, after.phone ?? undefined),
        email: after.email,
        version: version + 1,
      })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', id)
      .execute();
    ctx.audit({ subject: { kind: 'person', id }, changes });
    ctx.emit({ kind: 'org.personChanged', subject: { kind: 'person', id }, personId: id });
    return { id, version: version + 1 };
  },
});
