import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { notFound, Refused, refuse } from '#platform/shared/result.ts';
import { namesOf, unitOfPerson } from '#modules/org/public.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import { survivorsOf } from '../alias.ts';
import { insertRows } from '../bulk.ts';
import { assignCustomers as endpoint } from '../contract.ts';
import { assignmentColumns } from '../insert-parts.ts';
import { orNull } from '../normalise.ts';
import { helpsCondition, mayAssign, visibleCondition } from '../policy.ts';

type Input = z.output<typeof endpoint.body>;

interface Assigned {
  id: string;
  unitId: string;
  ownerId: string | null;
  helps: boolean;
}

/**
 * Gives customers to a person from a day on. As owner they move to his unit and the earlier owner's time ends; null leaves them without one.
 * A developer or server stands beside the owner; a share of 0 ends that. All or none.
 */
export const assignCustomers = command({
  name: 'customers.assign-customers',
  version: 1,
  conflict: 'last',
  input: endpoint.body,
  async run(ctx, input) {
    const fromDay = input.fromDay ?? ctx.today;
    if (fromDay > ctx.today) return invalid('fromDay', 'customers.fromDayAhead');
    const customers = await lockAll(ctx, input.customerIds);
    const unitId = await unitAfter(ctx, input);
    const names = await namesOf(ctx, [
      ...customers.flatMap(({ ownerId }) => ownerId ?? []),
      ...(input.personId === null ? [] : [input.personId]),
    ]);
    const changing = input.role === 'owner' ? customers.filter(({ ownerId }) => ownerId !== input.personId) : customers;
    await endEarlier(ctx, changing, input, fromDay);
    if (input.role === 'owner') await moveOwner(ctx, changing, input.personId, unitId);
    if (input.personId !== null && input.share > 0) await beginNew(ctx, changing, { ...input, fromDay });
    await tell(ctx, changing, input, { names, unitId });
    return {
      assigned: changing.length,
      before: changing.map(({ id, ownerId, unitId: unit }) => ({ customerId: id, personId: ownerId, unitId: unit })),
    };
  },
});

function invalid(field: string, code: string) {
  return refuse('invalid', 'fields', { fields: [{ field, code }] });
}

/** All of them, locked in order of id so that two bulk assignments never wait for each other. @throws Refused */
async function lockAll(ctx: WriteContext, ids: readonly string[]): Promise<Assigned[]> {
  const survivors = await survivorsOf(ctx, ids);
  const wanted = [...new Set(ids.map((id) => survivors.get(id) ?? id))];
  const { rows } = await sql<Assigned>`
    select c.id, c.unit_id as "unitId", c.owner_id as "ownerId", ${helpsCondition(ctx.actor)} as helps from customer c
    where c.company_id = ${ctx.actor.companyId} and c.id = any(${wanted}::uuid[]) and c.archived_at is null
      and ${visibleCondition(ctx.actor)} order by c.id for update of c`.execute(ctx.db);
  if (rows.length < wanted.length) throw new Refused(notFound('customers.unknown'));
  if (!rows.every((row) => mayAssign(ctx.actor, row)))
    throw new Refused(refuse('forbidden', 'customers.notYoursToAssign'));
  return rows;
}

/** The unit customers move to: the person's; for nobody, the one that is named or where they are. @throws Refused */
async function unitAfter(ctx: WriteContext, { personId, role, unitId }: Input): Promise<string | null> {
  const { actor } = ctx;
  if (personId === null) {
    if (role !== 'owner') throw new Refused(invalid('personId', 'customers.personNeeded'));
    if (unitId !== undefined && !actor.units.includes(unitId)) throw new Refused(notFound('customers.beyondYourUnits'));
    return unitId ?? null;
  }
  if (unitId !== undefined) throw new Refused(invalid('unitId', 'customers.unitFollowsPerson'));
  const unit = await unitOfPerson(ctx, personId, ctx.today);
  if (unit === null || !(actor.units.includes(unit) || personId === actor.personId))
    throw new Refused(notFound('customers.beyondYourUnits'));
  return unit;
}

const idsOf = (customers: readonly Assigned[]): string[] => customers.map(({ id }) => id);

async function endEarlier(ctx: WriteContext, customers: readonly Assigned[], input: Input, fromDay: string) {
  const whose: RawBuilder<unknown> =
    input.role === 'owner' ? sql`role = 'owner'` : sql`role = ${input.role} and person_id = ${input.personId}`;
  await sql`update customer_assignment set to_day = greatest(from_day, ${fromDay}::date)
    where company_id = ${ctx.actor.companyId} and customer_id = any(${idsOf(customers)}::uuid[]) and to_day is null
      and ${whose}`.execute(ctx.db);
}

async function moveOwner(
  ctx: WriteContext,
  customers: readonly Assigned[],
  ownerId: string | null,
  unitId: string | null,
) {
  await sql`update customer set owner_id = ${ownerId}::uuid, unit_id = coalesce(${unitId}::uuid, unit_id), version = version + 1
    where company_id = ${ctx.actor.companyId} and id = any(${idsOf(customers)}::uuid[])`.execute(ctx.db);
}

async function beginNew(ctx: WriteContext, customers: readonly Assigned[], input: Input & { fromDay: string }) {
  const { personId, role, share, reason, fromDay } = input;
  const cells = customers.map(({ id }) => [
    ...[ctx.newId(), id, personId, role, share, fromDay, orNull(reason), ctx.now],
    ctx.actor.personId,
  ]);
  await insertRows(ctx.db, ctx.actor.companyId, 'customer_assignment', assignmentColumns, cells);
}

async function tell(
  ctx: WriteContext,
  customers: readonly Assigned[],
  input: Input,
  { names, unitId }: { names: Map<string, string>; unitId: string | null },
): Promise<void> {
  const { personId, role, share } = input;
  const reason = orNull(input.reason);
  const kind = personId === null || share === 0 ? 'customers.unassigned' : 'customers.assigned';
  await recordTimeline(
    ctx,
    customers.map(({ id, ownerId, unitId: unit }) => ({
      subject: { kind: 'customer', id },
      kind,
      unitId: unitId ?? unit,
      source: { kind: 'customer', id },
      detail: {
        role,
        reason,
        name: personId === null ? null : (names.get(personId) ?? null),
        from: role === 'owner' && ownerId !== null ? (names.get(ownerId) ?? null) : null,
      },
    })),
  );
  for (const { id, ownerId, unitId: unit } of customers) {
    const subject = { kind: 'customer', id };
    ctx.audit({
      subject,
      unitId: unitId ?? unit,
      changes:
        role === 'owner' ? { ownerId: { from: ownerId, to: personId } } : { [role]: { from: null, to: personId } },
      ...(reason === null ? {} : { reason }),
    });
    ctx.emit({ kind, subject, unitId: unitId ?? unit, personId });
  }
  wakeFormerOwners(ctx, customers, kind);
}

/** Those who lost customers see it too: one event each, however many they lost. */
function wakeFormerOwners(ctx: WriteContext, customers: readonly Assigned[], kind: string): void {
  const first = new Map(customers.map((customer) => [customer.ownerId, customer]));
  for (const { id, ownerId, unitId } of first.values())
    if (ownerId !== null) ctx.emit({ kind, subject: { kind: 'customer', id }, unitId, personId: ownerId });
}
