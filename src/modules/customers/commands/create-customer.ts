import { can } from '#platform/shared/actor.ts';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { type Region, regionOf } from '#platform/shared/region/regions.ts';
import { notFound, type Outcome, isRefusal, refuse } from '#platform/shared/result.ts';
import { namesOf, unitOfPerson } from '#modules/org/public.ts';
import { refuseSameTaxNumber } from '../alike.ts';
import { requireCodes } from '../codes.ts';
import { type NewCustomer, newCustomerShape } from '../contract-shapes.ts';
import { insertCustomers } from '../insert.ts';
import type { CustomerToInsert } from '../to-insert.ts';
import { contactFrom, orNull, phonesFrom, taxNumberFrom } from '../normalise.ts';

/** Writes down a new customer: for oneself, or, by who leads, for somebody of his units or for nobody yet. */
export const createCustomer = command({
  name: 'customers.create-customer',
  version: 1,
  conflict: 'refuse',
  input: newCustomerShape,
  async run(ctx, input) {
    const place = await placeOf(ctx, input);
    if (isRefusal(place)) return place;
    const customer = readCustomer(input, regionOf(ctx.actor.region));
    if (customer.taxNumber !== null) await refuseSameTaxNumber(ctx, customer.taxNumber);
    if (customer.industry !== null) await requireCodes(ctx, 'industry', [customer.industry], 'industry');
    if (customer.source !== null) await requireCodes(ctx, 'source', [customer.source], 'source');
    await requireCodes(ctx, 'tag', input.tags ?? [], 'tags');
    await insertCustomers(ctx, [{ ...customer, ...place }]);
    return { id: input.id, version: 1 };
  },
});

type Place = Pick<CustomerToInsert, 'ownerId' | 'unitId'>;

async function placeOf(ctx: WriteContext, input: NewCustomer): Promise<Outcome<Place>> {
  const { actor } = ctx;
  const ownerId = input.ownerId === undefined ? actor.personId : input.ownerId;
  const self = ownerId === actor.personId;
  if (!self && !can(actor, 'customers.assign'))
    return refuse('forbidden', 'customers.notYoursToAssign', {
      fields: [{ field: 'ownerId', code: 'customers.notYoursToAssign' }],
    });
  const home = ownerId === null ? actor.unitId : await unitOfPerson(ctx, ownerId, ctx.today);
  if (!self && ownerId !== null && !(await mayGiveTo(ctx, ownerId, home))) return notFound('customers.beyondYourUnits');
  const unitId = input.unitId ?? home;
  if (unitId === null) return refuse('conflict', self ? 'customers.noUnit' : 'customers.personWithoutPost');
  const within = actor.units.includes(unitId) || (self && unitId === actor.unitId);
  return within ? { ownerId, unitId } : notFound('customers.beyondYourUnits');
}

/** Somebody of one's own units, or who works nowhere yet; a person of another company is nobody here. */
async function mayGiveTo(ctx: WriteContext, personId: string, home: string | null): Promise<boolean> {
  if (home !== null) return ctx.actor.units.includes(home);
  return (await namesOf(ctx, [personId])).has(personId);
}

const readCustomer = (input: NewCustomer, region: Region) => ({
  id: input.id,
  kind: input.kind,
  name: input.name,
  shortName: orNull(input.shortName),
  taxNumber: taxNumberFrom(input.taxNumber, region),
  industry: orNull(input.industry),
  source: orNull(input.source),
  employees: input.employees ?? null,
  website: orNull(input.website),
  email: orNull(input.email),
  foundedDay: input.foundedDay ?? null,
  capitalMinor: input.capitalMinor ?? null,
  phones: phonesFrom(input.phones ?? [], region),
  addresses: input.addresses ?? [],
  contacts: (input.contacts ?? []).map((contact) => contactFrom(contact, region)),
  tags: input.tags ?? [],
});
