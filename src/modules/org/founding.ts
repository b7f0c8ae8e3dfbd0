import { foldName } from '#platform/shared/text/fold.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { WriteContext } from '#platform/server/command/command.ts';
import { calendarNames } from './rules.ts';

/** The root has always been: what is entered later may have begun before the company came here. */
const beginning = '1900-01-01';

export interface FoundedOrganisation {
  rootUnitId: string;
  personId: string;
}

/** The root unit, its own ancestor, and the first administrator, employed and posted there from today. */
export async function foundOrganisation(
  ctx: WriteContext,
  companyName: string,
  adminName: string,
): Promise<FoundedOrganisation> {
  const companyId = ctx.actor.companyId;
  const [rootUnitId, personId] = [ctx.newId(), ctx.newId()];
  await ctx.db
    .insertInto('unit')
    .values({ company_id: companyId, id: rootUnitId, kind: 'company', name: companyName, opened_day: beginning })
    .execute();
  await ctx.db
    .insertInto('unit_path')
    .values({
      company_id: companyId,
      id: ctx.newId(),
      ancestor_id: rootUnitId,
      descendant_id: rootUnitId,
      depth: 0,
      from_day: beginning,
    })
    .execute();
  await employAdministrator(ctx, personId, rootUnitId, adminName);
  await layMainCalendar(ctx);
  ctx.audit({
    subject: { kind: 'unit', id: rootUnitId },
    unitId: rootUnitId,
    changes: { name: { from: null, to: companyName } },
  });
  ctx.audit({
    subject: { kind: 'person', id: personId },
    unitId: rootUnitId,
    changes: { name: { from: null, to: adminName } },
  });
  return { rootUnitId, personId };
}

/** The company's main calendar: weekends off until holidays are imported. */
async function layMainCalendar(ctx: WriteContext): Promise<void> {
  const { region, language } = await ctx.db
    .selectFrom('company')
    .select(['region', 'language'])
    .where('company_id', '=', ctx.actor.companyId)
    .executeTakeFirstOrThrow();
  const name = calendarNames[region]?.[language as Language] ?? region;
  await ctx.db
    .insertInto('working_calendar')
    .values({ company_id: ctx.actor.companyId, id: ctx.newId(), name, region, main: true })
    .execute();
}

async function employAdministrator(ctx: WriteContext, personId: string, unitId: string, name: string): Promise<void> {
  const from_day = ctx.today;
  await ctx.db
    .insertInto('person')
    .values({
      company_id: ctx.actor.companyId,
      id: personId,
      name: name,
      name_folded: foldName(name),
      created_at: ctx.now,
    })
    .execute();
  await ctx.db
    .insertInto('employment')
    .values({ company_id: ctx.actor.companyId, id: ctx.newId(), person_id: personId, kind: 'regular', from_day })
    .execute();
  await ctx.db
    .insertInto('posting')
    .values({
      company_id: ctx.actor.companyId,
      id: ctx.newId(),
      person_id: personId,
      unit_id: unitId,
      position: 'administrator',
      from_day,
    })
    .execute();
}
