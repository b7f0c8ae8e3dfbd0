import type { Kysely } from 'kysely';
import { businessDay } from '#platform/shared/day.ts';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import type { Tables } from '#platform/server/db/tables.gen.ts';
import type { QueryContext } from '#platform/server/http/route.ts';
import { requireVisible } from '#modules/customers/public.ts';
import { mayOversee, todayOf } from '#modules/org/public.ts';
import type { NextStepRow } from './contract.ts';
import { canChange } from './policy.ts';
import { daysOf, daysOverdue, type DuePart, dueParts, type StepKind, stateOf, type StepOutcome } from './rules.ts';

/** Steps with the names they are shown by, of one company. */
function steps(db: Kysely<Tables>, companyId: string) {
  return db
    .selectFrom('follow_up as step')
    .innerJoin('customer', (join) =>
      join.onRef('customer.company_id', '=', 'step.company_id').onRef('customer.id', '=', 'step.customer_id'),
    )
    .innerJoin('person as owner', (join) =>
      join.onRef('owner.company_id', '=', 'step.company_id').onRef('owner.id', '=', 'step.owner_id'),
    )
    .leftJoin('contact', (join) =>
      join.onRef('contact.company_id', '=', 'step.company_id').onRef('contact.id', '=', 'step.contact_id'),
    )
    .selectAll('step')
    .select(['customer.name as customer_name', 'owner.name as owner_name', 'contact.name as contact_name'])
    .select(({ fn }) => fn.coalesce('contact.phone_e164', 'contact.phone_typed').as('contact_phone'))
    .select(({ selectFrom }) =>
      selectFrom('customer_phone as phone')
        .select(({ fn }) => fn.coalesce('phone.e164', 'phone.typed').as('number'))
        .whereRef('phone.company_id', '=', 'step.company_id')
        .whereRef('phone.customer_id', '=', 'step.customer_id')
        .orderBy('phone.place')
        .limit(1)
        .as('customer_phone'),
    )
    .where('step.company_id', '=', companyId);
}
type Row = Awaited<ReturnType<ReturnType<typeof steps>['executeTakeFirstOrThrow']>>;

function shown(ctx: ReadContext, row: Row): NextStepRow {
  const today = todayOf(ctx);
  const state = stateOf({ doneAt: row.done_at, droppedAt: row.dropped_at });
  const endedAt = row.done_at ?? row.dropped_at;
  const change = canChange(ctx.actor, row);
  return {
    id: row.id,
    customer: { id: row.customer_id, name: row.customer_name },
    contact: row.contact_id === null ? null : { id: row.contact_id, name: row.contact_name ?? '' },
    phone: row.contact_phone ?? row.customer_phone ?? null,
    kind: row.kind as StepKind,
    day: row.day,
    note: row.note,
    owner: { id: row.owner_id, name: row.owner_name },
    state,
    daysOverdue: state === 'open' ? daysOverdue(row.day, today) : 0,
    sourceKind: row.source_kind,
    sourceId: row.source_id,
    endedAt,
    outcome: row.outcome as StepOutcome | null,
    outcomeNote: row.outcome_note,
    dropReason: row.drop_reason,
    quietUntil: row.quiet_until,
    version: row.version,
    can: {
      change: change && state === 'open',
      takeBack: change && endedAt !== null && businessDay(endedAt, ctx.actor.timeZone) === today,
    },
  };
}

/** One step as it is shown; the caller has asked who may see it. */
export async function stepById(ctx: ReadContext, id: string): Promise<NextStepRow> {
  const row = await steps(ctx.db, ctx.actor.companyId).where('step.id', '=', id).executeTakeFirstOrThrow();
  return shown(ctx, row);
}

/** A person's open steps, soonest first, with how many wait in each part. */
export async function openSteps(
  ctx: QueryContext,
  asked: { person?: string | undefined; due: DuePart | 'all'; cursor?: string | undefined; limit: number },
): Promise<Outcome<{ items: NextStepRow[]; nextCursor: string | null; counts: Record<DuePart, number> }>> {
  const today = todayOf(ctx);
  const person = asked.person ?? ctx.actor.personId;
  if (!(await mayOversee(ctx, person, today))) return notFound('followUp.personUnknown');
  const scope = `next-steps/${ctx.actor.companyId}/${person}/${asked.due}`;
  const after =
    asked.cursor === undefined ? undefined : ctx.cursors.open<{ day: string; id: string }>(scope, asked.cursor);
  const span = asked.due === 'all' ? undefined : daysOf(asked.due, today);
  const rows = await steps(ctx.db, ctx.actor.companyId)
    .where('step.owner_id', '=', person)
    .where('done_at', 'is', null)
    .where('dropped_at', 'is', null)
    .where('customer.archived_at', 'is', null)
    .$if(span?.from != null, (query) => query.where('step.day', '>=', span?.from ?? ''))
    .$if(span !== undefined, (query) => query.where('step.day', '<=', span?.to ?? ''))
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('step.day', 'step.id'), '>', where.tuple(after?.day ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('step.day')
    .orderBy('step.id')
    .limit(asked.limit + 1)
    .execute();
  const items = rows.slice(0, asked.limit).map((row) => shown(ctx, row));
  const last = items.at(-1);
  const more = rows.length > asked.limit && last !== undefined;
  return {
    items,
    nextCursor: more ? ctx.cursors.seal(scope, { day: last.day, id: last.id }) : null,
    counts: await countByPart(ctx, person, today),
  };
}

async function countByPart(ctx: ReadContext, person: string, today: string): Promise<Record<DuePart, number>> {
  const rows = await ctx.db
    .selectFrom('follow_up as step')
    .innerJoin('customer', (join) =>
      join.onRef('customer.company_id', '=', 'step.company_id').onRef('customer.id', '=', 'step.customer_id'),
    )
    .select(({ fn, eb }) =>
      dueParts.map((part) => {
        const { from, to } = daysOf(part, today);
        return fn
          .countAll<number>()
          .filterWhere(eb.and([eb('step.day', '<=', to), ...(from === null ? [] : [eb('step.day', '>=', from)])]))
          .as(part);
      }),
    )
    .where('step.company_id', '=', ctx.actor.companyId)
    .where('step.owner_id', '=', person)
    .where('done_at', 'is', null)
    .where('dropped_at', 'is', null)
    .where('customer.archived_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { overdue: Number(rows.overdue), today: Number(rows.today), week: Number(rows.week) };
}

/** The steps with a customer whom the actor sees: open ones soonest first, then the latest ended; 50 at most. */
export async function stepsOfCustomer(
  ctx: ReadContext,
  customerId: string,
): Promise<Outcome<{ items: NextStepRow[] }>> {
  const customer = await requireVisible(ctx, customerId);
  if ('refused' in customer) return customer;
  const rows = await steps(ctx.db, ctx.actor.companyId)
    .where('step.customer_id', '=', customer.id)
    .orderBy(
      ({ eb }) => eb.fn.coalesce('done_at', 'dropped_at'),
      (order) => order.desc().nullsFirst(),
    )
    .orderBy('step.day')
    .limit(50)
    .execute();
  return { items: rows.map((row) => shown(ctx, row)) };
}
