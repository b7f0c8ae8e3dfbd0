import type { WriteContext } from '#platform/server/command/command.ts';
import type { FormDefinition } from './contract.ts';
import { visitReport } from './queries.ts';
import { householdForm } from './shipped/household.ts';
import { officeForm } from './shipped/office.ts';
import { shopForm } from './shipped/shop.ts';

const shipped: Readonly<Record<string, FormDefinition>> = {
  office: officeForm,
  shop: shopForm,
  household: householdForm,
};

/** The forms a new company begins with. */
export async function seedForms(ctx: WriteContext): Promise<void> {
  await ctx.db
    .insertInto('form')
    .values(
      Object.entries(shipped).map(([code, definition]) => ({
        company_id: ctx.actor.companyId,
        id: ctx.newId(),
        kind: visitReport,
        code,
        version: 1,
        definition: JSON.stringify(definition),
        active_from: ctx.now,
      })),
    )
    .execute();
}
