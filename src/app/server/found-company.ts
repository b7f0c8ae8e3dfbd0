import { z } from 'zod';
import { capabilities, type Actor } from '#platform/shared/actor.ts';
import { newId } from '#platform/shared/id.ts';
import { findRegion } from '#platform/shared/region/regions.ts';
import { type Outcome, refuse } from '#platform/shared/result.ts';
import type { Clock } from '#platform/server/clock.ts';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { execute } from '#platform/server/command/execute.ts';
import type { Db } from '#platform/server/db/database.ts';
import { openAccount } from '#modules/identity/public.ts';
import { adminShape, companyShape } from '#modules/identity/contract.ts';
import { seedForms } from '#modules/forms/public.ts';
import { seedCodes } from '#modules/customers/public.ts';
import { seedMeasures } from '#modules/ledger/public.ts';
import { foundOrganisation } from '#modules/org/public.ts';
import { subscribersOf } from './subscribers.ts';

const foundingShape = z.strictObject({
  company: companyShape,
  admin: adminShape,
  /** Short name at sign-in where several companies share an installation; default: the first free number. */
  code: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/)
    .optional(),
});
export type Founding = z.input<typeof foundingShape>;

/** The first rows that modules want in a new company, in order. */
const firstRows: ((ctx: WriteContext) => Promise<void>)[] = [seedMeasures, seedCodes, seedForms];

export const foundCompanyCommand = command({
  name: 'company.found',
  version: 1,
  conflict: 'refuse',
  input: foundingShape,
  async run(ctx, { company, admin, code }) {
    const region = findRegion(company.region);
    if (region === undefined) return refuse('invalid', 'identity.region');
    const others = await ctx.db.selectFrom('company').select('code').execute();
    const ownCode = code ?? `c${others.length + 1}`;
    await ctx.db
      .insertInto('company')
      .values({
        company_id: ctx.actor.companyId,
        code: ownCode,
        name: company.name,
        region: region.code,
        time_zone: company.timeZone ?? region.timeZone,
        language: company.language ?? region.language,
        date_style: region.dateStyle,
        currency: region.currency,
        created_at: ctx.now,
      })
      .execute();
    const { personId, rootUnitId } = await foundOrganisation(ctx, company.name, admin.name);
    await openAccount(ctx, { personId, name: admin.name, userName: admin.userName, password: admin.password });
    for (const seed of firstRows) await seed(ctx);
    return { companyId: ctx.actor.companyId, code: ownCode, personId, rootUnitId };
  },
});

export interface FoundedCompany {
  companyId: string;
  code: string;
  personId: string;
  rootUnitId: string;
}

/** Nobody holds anything yet of a company that is being founded. */
const nobodyElse = { send: async () => {} };

/** Founds a company with its first administrator: by the set-up page, the command line, the sample and the tests. */
export async function foundCompany(
  deps: { db: Db; clock: Clock },
  founding: Founding,
): Promise<Outcome<FoundedCompany>> {
  const input = foundingShape.parse(founding);
  const timeZone = input.company.timeZone ?? findRegion(input.company.region)?.timeZone ?? 'UTC';
  return execute(
    { ...deps, subscribers: subscribersOf(nobodyElse) },
    founder(newId(deps.clock.now()), timeZone),
    foundCompanyCommand,
    input,
    {
      requestId: 'founding',
    },
  );
}

/** Who acts before anybody is there: named in the audit as a service, with the new company as its scope. */
export function founder(companyId: string, timeZone: string): Actor {
  return {
    kind: 'service',
    companyId,
    personId: companyId,
    name: 'founding',
    unitId: null,
    units: [],
    capabilities: new Set(capabilities),
    language: 'en',
    dateStyle: 'gregorian',
    timeZone,
    region: '',
    currency: '',
  };
}
