import type { Subject, WriteContext } from '#platform/server/command/command.ts';
import { noteNextStep } from '#modules/customers/public.ts';
import type { StepKind, StepOutcome } from './rules.ts';

export interface NextStep {
  /** Made by the client where it wrote the step itself; default: a new one. */
  id?: string;
  customerId: string;
  contactId?: string | null;
  kind: StepKind;
  /** The day it falls due. */
  day: string;
  note?: string;
  /** Whose step it is; default: the actor. */
  ownerId?: string;
  /** The unit it counts in; default: the owner's where he is the actor, else the customer's. */
  unitId?: string;
  /** What it came from; default: the actor himself. The same source changes its own open step instead of making another. */
  source?: Subject;
}

/**
 * Sets the next step with a customer, in the command's transaction (O12). The owner's earlier open step with this customer ends with it: one
 * is open at a time. The caller has asked whether the actor may see the customer, and holds its lock.
 */
export async function setNextStep(ctx: WriteContext, step: NextStep): Promise<{ id: string }> {
  const ownerId = step.ownerId ?? ctx.actor.personId;
  const source = step.source ?? { kind: 'person', id: ctx.actor.personId };
  const before = await openStepOf(ctx, step.customerId, ownerId);
  if (before !== undefined && step.source !== undefined && sameSource(before, step.source)) {
    await changeStep(ctx, before.id, { kind: step.kind, day: step.day, note: step.note ?? before.note });
    await refreshCustomer(ctx, step.customerId);
    return { id: before.id };
  }
  const id = step.id ?? ctx.newId();
  if (before !== undefined) await endStep(ctx, before.id, source.kind === 'visit' ? 'visited' : 'replaced');
  const ownUnit = ownerId === ctx.actor.personId ? ctx.actor.unitId : null;
  const unitId = step.unitId ?? ownUnit ?? (await unitOfCustomer(ctx, step.customerId));
  await ctx.db
    .insertInto('follow_up')
    .values({
      company_id: ctx.actor.companyId,
      id,
      customer_id: step.customerId,
      contact_id: step.contactId ?? null,
      kind: step.kind,
      day: step.day,
      note: step.note ?? '',
      owner_id: ownerId,
      unit_id: unitId,
      source_kind: source.kind,
      source_id: source.id,
      made_at: ctx.now,
      made_by: ctx.actor.personId,
    })
    .execute();
  ctx.audit({
    subject: { kind: 'followUp', id },
    unitId,
    changes: { day: { from: null, to: step.day }, kind: { from: null, to: step.kind } },
  });
  ctx.emit({ kind: 'followUp.set', subject: { kind: 'followUp', id }, unitId, personId: ownerId });
  await refreshCustomer(ctx, step.customerId);
  return { id };
}

/** Ends the person's open step with a customer whom he has just visited, when it was due by that day; used when a report sets no next one. */
export async function endStepsByVisit(
  ctx: WriteContext,
  visit: { customerId: string; ownerId: string; day: string },
): Promise<void> {
  const open = await openStepOf(ctx, visit.customerId, visit.ownerId);
  if (open === undefined || open.day > visit.day) return;
  await endStep(ctx, open.id, 'visited');
  await refreshCustomer(ctx, visit.customerId);
}

/** Keeps the customer's own next step: the soonest open one of all its owners, or none. */
export async function refreshCustomer(ctx: WriteContext, customerId: string): Promise<void> {
  const soonest = await ctx.db
    .selectFrom('follow_up')
    .select(['day', 'kind'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', '=', customerId)
    .where('done_at', 'is', null)
    .where('dropped_at', 'is', null)
    .orderBy('day')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  await noteNextStep(ctx, customerId, soonest ?? null);
}

/** The owner's open step with a customer, locked. */
export async function openStepOf(ctx: WriteContext, customerId: string, ownerId: string) {
  return ctx.db
    .selectFrom('follow_up')
    .select(['id', 'day', 'kind', 'note', 'source_kind', 'source_id', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', '=', customerId)
    .where('owner_id', '=', ownerId)
    .where('done_at', 'is', null)
    .where('dropped_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

async function endStep(ctx: WriteContext, id: string, outcome: StepOutcome): Promise<void> {
  await ctx.db
    .updateTable('follow_up')
    .set(({ eb }) => ({ done_at: ctx.now, done_by: ctx.actor.personId, outcome, version: eb('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', id)
    .execute();
  ctx.audit({ subject: { kind: 'followUp', id }, changes: { outcome: { from: null, to: outcome } } });
}

async function changeStep(ctx: WriteContext, id: string, set: { kind: StepKind; day: string; note: string }) {
  await ctx.db
    .updateTable('follow_up')
    .set(({ eb }) => ({ ...set, version: eb('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', id)
    .execute();
  ctx.audit({ subject: { kind: 'followUp', id }, changes: { day: { from: null, to: set.day } } });
}

const sameSource = (row: { source_kind: string; source_id: string }, source: Subject): boolean =>
  row.source_kind === source.kind && row.source_id === source.id;

async function unitOfCustomer(ctx: WriteContext, customerId: string): Promise<string> {
  const { unit_id } = await ctx.db
    .selectFrom('customer')
    .select('unit_id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  return unit_id;
}
