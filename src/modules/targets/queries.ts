import { notFound, type Outcome } from '#platform/shared/result.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import type { QueryContext } from '#platform/server/http/route.ts';
import { type EntriesAsked, entriesOf } from '#modules/ledger/public.ts';
import { mayOversee, todayOf } from '#modules/org/public.ts';
import type { TargetRow } from './contract.ts';
import type { Grain } from './rules.ts';

function targets(ctx: ReadContext) {
  return ctx.db
    .selectFrom('target')
    .leftJoin('person', (join) =>
      join.onRef('person.company_id', '=', 'target.company_id').onRef('person.id', '=', 'target.set_by'),
    )
    .leftJoin('service_key', (join) =>
      join.onRef('service_key.company_id', '=', 'target.company_id').onRef('service_key.id', '=', 'target.set_by'),
    )
    .selectAll('target')
    .select(({ fn }) => fn.coalesce('person.name', 'service_key.name').as('set_by_name'))
    .where('target.company_id', '=', ctx.actor.companyId)
    .where('target.person_id', 'is not', null);
}

function shown(row: Awaited<ReturnType<ReturnType<typeof targets>['executeTakeFirstOrThrow']>>): TargetRow {
  return {
    id: row.id,
    personId: row.person_id ?? '',
    measure: row.measure,
    grain: row.grain as Grain,
    periodStart: row.period_start,
    amount: Number(row.amount),
    mandatory: row.mandatory,
    setBy: { id: row.set_by, name: row.set_by_name ?? '' },
    setAt: row.set_at,
    version: row.version,
  };
}

export async function targetById(ctx: ReadContext, id: string): Promise<TargetRow> {
  return shown(await targets(ctx).where('target.id', '=', id).executeTakeFirstOrThrow());
}

export async function listTargets(
  ctx: ReadContext,
  asked: { person?: string | undefined; from: string; to: string },
): Promise<Outcome<{ items: TargetRow[] }>> {
  const person = asked.person ?? ctx.actor.personId;
  if (!(await mayOversee(ctx, person, todayOf(ctx)))) return notFound('targets.personUnknown');
  const rows = await targets(ctx)
    .where('target.person_id', '=', person)
    .where('period_start', '>=', asked.from)
    .where('period_start', '<=', asked.to)
    .orderBy('period_start')
    .orderBy('measure')
    .orderBy('mandatory')
    .limit(500)
    .execute();
  return { items: rows.map(shown) };
}

/** What a figure is made of, with the customers' names ('every number explains itself'). */
export async function boardEntries(
  ctx: QueryContext,
  asked: Omit<EntriesAsked, 'personId'> & { person?: string | undefined },
) {
  const { person = ctx.actor.personId, ...rest } = asked;
  if (!(await mayOversee(ctx, person, todayOf(ctx)))) return notFound('targets.personUnknown');
  const page = await entriesOf(ctx, { ...rest, personId: person });
  const names = await customerNames(
    ctx,
    page.items.flatMap((entry) => entry.customerId ?? []),
  );
  return {
    items: page.items.map(({ customerId, ...entry }) => ({
      ...entry,
      customer: customerId === null ? null : { id: customerId, name: names.get(customerId) ?? '' },
    })),
    nextCursor: page.nextCursor,
  };
}

async function customerNames(ctx: ReadContext, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
