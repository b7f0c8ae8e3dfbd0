import type { WriteContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import { Refused, refuse } from '#platform/shared/result.ts';
import { refuseTakenNumber } from './people.ts';
import type { EmploymentKind } from './rules.ts';

export interface NewEmployment {
  id: string;
  kind: EmploymentKind;
  number?: string | undefined;
  fromDay: Day;
}

/** Employs a person from a day on. Refused while another employment stands then or later. `field` names the number in the request. */
export async function addEmployment(
  ctx: WriteContext,
  personId: string,
  employment: NewEmployment,
  field: string,
): Promise<void> {
  const number = employment.number === undefined || employment.number === '' ? null : employment.number;
  await refuseTakenNumber(ctx, number, field);
  const standing = await ctx.db
    .selectFrom('employment')
    .select('from_day')
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', employment.fromDay)]))
    .limit(1)
    .executeTakeFirst();
  if (standing !== undefined)
    throw new Refused(refuse('conflict', 'org.employedAlready', { params: { day: standing.from_day } }));
  await ctx.db
    .insertInto('employment')
    .values({
      company_id: ctx.actor.companyId,
      id: employment.id,
      person_id: personId,
      kind: employment.kind,
      number,
      from_day: employment.fromDay,
    })
    .execute();
}

/** The employment that holds on a day; its end bounds what hangs on it. */
export async function employmentOn(ctx: WriteContext, personId: string, day: Day) {
  return ctx.db
    .selectFrom('employment')
    .select(['id', 'from_day as fromDay', 'to_day as toDay'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where('from_day', '<=', day)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', day)]))
    .limit(1)
    .executeTakeFirst();
}
