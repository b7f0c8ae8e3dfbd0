import { foldName } from '#platform/shared/text/fold.ts';
import type { WriteContext } from '#platform/server/command/command.ts';

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
  const from_day = ctx.today;
  const [rootUnitId, personId] = [ctx.newId(), ctx.newId()];
  await ctx.db
    .insertInto('unit')
    .values({ company_id: companyId, id: rootUnitId, kind: 'company', name: companyName, opened_day: from_day })
    .execute();
  await ctx.db
    .insertInto('unit_path')
    .values({
      company_id: companyId,
      id: ctx.newId(),
      ancestor_id: rootUnitId,
      descendant_id: rootUnitId,
      depth: 0,
      from_day,
    })
    .execute();
  await ctx.db
    .insertInto('person')
    .values({
      company_id: companyId,
      id: personId,
      name: adminName,
      name_folded: foldName(adminName),
      created_at: ctx.now,
    })
    .execute();
  await ctx.db
    .insertInto('employment')
    .values({ company_id: companyId, id: ctx.newId(), person_id: personId, kind: 'regular', from_day })
    .execute();
  await ctx.db
    .insertInto('posting')
    .values({
      company_id: companyId,
      id: ctx.newId(),
      person_id: personId,
      unit_id: rootUnitId,
      position: 'administrator',
      from_day,
    })
    .execute();
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
