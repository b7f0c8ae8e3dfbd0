import type { Actor } from '#platform/shared/actor.ts';
import type { Clock } from '#platform/server/clock.ts';
import type { Db } from '#platform/server/db/database.ts';
import { standsOn } from '#modules/org/rules.ts';
import type { Me } from './contract.ts';

export async function meOf(db: Db, clock: Clock, actor: Actor): Promise<Me> {
  const company = await db
    .selectFrom('company')
    .select(['name', 'code', 'region', 'time_zone', 'currency'])
    .where('company_id', '=', actor.companyId)
    .executeTakeFirstOrThrow();
  const today = Temporal.Instant.fromEpochMilliseconds(clock.now())
    .toZonedDateTimeISO(actor.timeZone)
    .toPlainDate()
    .toString();
  const postings = await db
    .selectFrom('posting')
    .innerJoin('unit', (join) =>
      join.onRef('unit.company_id', '=', 'posting.company_id').onRef('unit.id', '=', 'posting.unit_id'),
    )
    .select(['unit.id', 'unit.name', 'leads', 'main', 'from_day', 'to_day'])
    .where('posting.company_id', '=', actor.companyId)
    .where('person_id', '=', actor.personId)
    .execute();
  const signIn = await db
    .selectFrom('sign_in')
    .select('temporary_password')
    .where('company_id', '=', actor.companyId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
  const current = postings.filter((posting) => standsOn(today, posting.from_day, posting.to_day));
  const home = current.find((posting) => posting.id === actor.unitId);
  return {
    person: { id: actor.personId, name: actor.name },
    company: {
      id: actor.companyId,
      name: company.name,
      code: company.code,
      region: company.region,
      timeZone: company.time_zone,
      currency: company.currency,
    },
    unit: home === undefined ? null : { id: home.id, name: home.name },
    language: actor.language,
    dateStyle: actor.dateStyle,
    timeZone: actor.timeZone,
    today,
    capabilities: [...actor.capabilities],
    leadsUnits: current.filter((posting) => posting.leads).map(({ id, name }) => ({ id, name })),
    passwordIsTemporary: signIn?.temporary_password ?? false,
  };
}
