import type { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import { addPersonShape } from '../contract.ts';
import { addEmployment } from '../employments.ts';
import { phoneColumns } from '../people.ts';
import { placePerson } from '../postings.ts';
import { unitForUpdate } from '../tree.ts';

type NewPerson = z.output<typeof addPersonShape>;

/** A person with an employment and a first posting: three things, because each of them has its own days (S7). */
export const addPerson = command({
  name: 'org.add-person',
  version: 1,
  conflict: 'refuse',
  input: addPersonShape,
  run: (ctx, input) => insertPerson(ctx, input),
});

/** Also for imports, many in one transaction. */
export async function insertPerson(ctx: WriteContext, input: NewPerson): Promise<{ id: string; version: number }> {
  const { id, name, employment } = input;
  const email = input.email === undefined || input.email === '' ? null : input.email;
  await ctx.db
    .insertInto('person')
    .values({
      company_id: ctx.actor.companyId,
      id,
      name,
      name_folded: foldName(name),
      ...phoneColumns(ctx, input.phone),
      email,
      created_at: ctx.now,
    })
    .execute();
  await addEmployment(ctx, id, { id: ctx.newId(), ...employment }, 'employment.number');
  const unitId = input.posting?.unitId ?? null;
  ctx.audit({
    subject: { kind: 'person', id },
    unitId,
    changes: {
      name: { from: null, to: name },
      employment: { from: null, to: { kind: employment.kind, fromDay: employment.fromDay } },
    },
  });
  if (input.posting !== undefined)
    await placePerson(ctx, id, {
      ...input.posting,
      id: ctx.newId(),
      main: true,
      fromDay: input.posting.fromDay ?? (await firstDay(ctx, input.posting.unitId, employment.fromDay)),
    });
  ctx.emit({ kind: 'org.personAdded', subject: { kind: 'person', id }, unitId, personId: id });
  return { id, version: 1 };
}

/** Somebody may have been employed for longer than his unit has stood. */
async function firstDay(ctx: WriteContext, unitId: string, employedFrom: Day): Promise<Day> {
  const unit = await unitForUpdate(ctx, unitId);
  return unit.opened_day > employedFrom ? unit.opened_day : employedFrom;
}
