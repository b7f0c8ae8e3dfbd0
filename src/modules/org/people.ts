import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import { readPhone } from '#platform/shared/region/phone.ts';
import { findRegion } from '#platform/shared/region/regions.ts';
import { notFound, Refused, refuse } from '#platform/shared/result.ts';

/** The person, or a refusal as not found. @throws Refused */
export async function requirePerson(ctx: ReadContext, personId: string): Promise<{ id: string; name: string }> {
  const person = await ctx.db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', personId)
    .executeTakeFirst();
  if (person === undefined) throw new Refused(notFound('org.unknownPerson'));
  return person;
}

/** Whether the person is employed on a day or will be later. */
export async function isEmployedFrom(ctx: ReadContext, personId: string, day: Day): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('employment')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function personForUpdate(ctx: WriteContext, personId: string) {
  const person = await ctx.db
    .selectFrom('person')
    .select(['id', 'name', 'phone', 'email', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (person === undefined) throw new Refused(notFound('org.unknownPerson'));
  return person;
}

/** A number as typed, with its E.164 for comparing; empty text is no number. */
export function phoneColumns(ctx: ReadContext, typed: string | undefined) {
  if (typed === undefined || typed === '') return { phone: null, phone_e164: null };
  const region = findRegion(ctx.actor.region);
  return { phone: typed, phone_e164: region === undefined ? null : readPhone(typed, region).e164 };
}

/** Bumps the version that clients hold against a person's record. */
export async function touchPerson(ctx: WriteContext, personId: string): Promise<number> {
  const { version } = await ctx.db
    .updateTable('person')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', personId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** A company without an administrator could never change its organisation again. Asked after the change, in its transaction. */
export async function requireAdministrator(ctx: WriteContext): Promise<void> {
  const rows = await ctx.db
    .selectFrom('posting')
    .innerJoin('employment', (join) =>
      join
        .onRef('employment.company_id', '=', 'posting.company_id')
        .onRef('employment.person_id', '=', 'posting.person_id'),
    )
    .select('posting.id')
    .where('posting.company_id', '=', ctx.actor.companyId)
    .where('posting.position', '=', 'administrator')
    .where('posting.to_day', 'is', null)
    .where('posting.from_day', '<=', ctx.today)
    .where('employment.to_day', 'is', null)
    .limit(1)
    .execute();
  if (rows.length === 0) throw new Refused(refuse('conflict', 'org.lastAdministrator'));
}

/** Refuses a number that somebody employed carries already. */
export async function refuseTakenNumber(ctx: WriteContext, number: string | null, field: string): Promise<void> {
  if (number === null) return;
  const taken = await ctx.db
    .selectFrom('employment')
    .innerJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'employment.company_id').onRef('person.id', '=', 'employment.person_id'),
    )
    .select('person.name')
    .where('employment.company_id', '=', ctx.actor.companyId)
    .where('employment.number', '=', number)
    .where('employment.to_day', 'is', null)
    .executeTakeFirst();
  if (taken !== undefined) {
    const params = { number, name: taken.name };
    throw new Refused(
      refuse('conflict', 'org.numberTaken', { params, fields: [{ field, code: 'org.numberTaken', params }] }),
    );
  }
}
