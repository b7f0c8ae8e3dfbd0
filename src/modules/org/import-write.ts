import type { WriteContext } from '#platform/server/command/command.ts';
import type { KnownPerson } from './import-known.ts';
import { phoneColumns } from './people.ts';

export interface PersonUpdate {
  person: KnownPerson;
  /** Null leaves what stands. */
  phone: string | null;
  email: string | null;
}

/** Phone and e-mail that a list knows better. */
export async function updatePeople(ctx: WriteContext, updates: readonly PersonUpdate[]): Promise<void> {
  for (const { person, phone, email } of updates) {
    await ctx.db
      .updateTable('person')
      .set((row) => ({
        ...(phone === null ? {} : phoneColumns(ctx, phone)),
        ...(email === null ? {} : { email }),
        version: row('version', '+', 1),
      }))
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', person.id)
      .execute();
    ctx.audit({
      subject: { kind: 'person', id: person.id },
      unitId: person.unitId,
      changes: {
        ...(phone === null ? {} : { phone: { from: person.phone, to: phone } }),
        ...(email === null ? {} : { email: { from: person.email, to: email } }),
      },
    });
    ctx.emit({
      kind: 'org.personChanged',
      subject: { kind: 'person', id: person.id },
      unitId: person.unitId,
      personId: person.id,
    });
  }
}
