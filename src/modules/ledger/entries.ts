import type { ReadContext } from '#platform/server/command/command.ts';
import type { Cursors } from '#platform/server/http/cursor.ts';

export interface DaySum {
  measure: string;
  day: string;
  quantity: number;
}

/** What a person reached in flow measures, day by day over [from, to], both included; the caller has asked who may see it. */
export async function sumByDay(ctx: ReadContext, personId: string, from: string, to: string): Promise<DaySum[]> {
  const rows = await ctx.db
    .selectFrom('ledger_entry as entry')
    .innerJoin('measure', (join) =>
      join.onRef('measure.company_id', '=', 'entry.company_id').onRef('measure.code', '=', 'entry.measure'),
    )
    .select(['entry.measure', 'entry.business_day as day'])
    .select(({ fn }) => fn.sum<string>('quantity').as('quantity'))
    .where('entry.company_id', '=', ctx.actor.companyId)
    .where('entry.person_id', '=', personId)
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .where('measure.kind', '=', 'flow')
    .groupBy(['entry.measure', 'entry.business_day'])
    .execute();
  return rows.map((row) => ({ ...row, quantity: Number(row.quantity) }));
}

export interface EntriesAsked {
  personId: string;
  measure: string;
  from: string;
  to: string;
  cursor?: string | undefined;
  limit: number;
}

/** The entries a figure is made of, latest day first; reversals stand among them, so that their sum is the figure. */
export async function entriesOf(ctx: ReadContext & { cursors: Cursors }, asked: EntriesAsked) {
  const scope = `ledger/${ctx.actor.companyId}/${asked.personId}/${asked.measure}/${asked.from}/${asked.to}`;
  const after =
    asked.cursor === undefined ? undefined : ctx.cursors.open<{ day: string; id: string }>(scope, asked.cursor);
  const rows = await ctx.db
    .selectFrom('ledger_entry')
    .select(['id', 'business_day as day', 'quantity', 'role', 'customer_id as customerId', 'late'])
    .select([
      'source_kind as sourceKind',
      'source_id as sourceId',
      'reversal_of as reversalOf',
      'posted_at as postedAt',
    ])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', asked.personId)
    .where('measure', '=', asked.measure)
    .where('business_day', '>=', asked.from)
    .where('business_day', '<=', asked.to)
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('business_day', 'id'), '<', where.tuple(after?.day ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('business_day', 'desc')
    .orderBy('id', 'desc')
    .limit(asked.limit + 1)
    .execute();
  const items = rows.slice(0, asked.limit).map((row) => ({ ...row, quantity: Number(row.quantity) }));
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      rows.length > asked.limit && last !== undefined ? ctx.cursors.seal(scope, { day: last.day, id: last.id }) : null,
  };
}

/** The company's flow measures in their order, with their names. */
export async function flowMeasures(ctx: ReadContext) {
  return ctx.db
    .selectFrom('measure')
    .select(['code', 'label_hant', 'label_hans', 'label_en'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('kind', '=', 'flow')
    .orderBy('place')
    .orderBy('code')
    .execute();
}
