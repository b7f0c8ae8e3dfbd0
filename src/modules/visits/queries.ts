import type { ReadContext } from '#platform/server/command/command.ts';
import { notFound, type Outcome, isRefusal, must } from '#platform/shared/result.ts';
import { requireVisible } from '#modules/customers/public.ts';
import { formOf, formsById } from '#modules/forms/public.ts';
import { type Answers, summarise } from '#modules/forms/rules.ts';
import { mayOversee, peopleIn, todayOf } from '#modules/org/public.ts';
import type { Visit, VisitRow } from './contract.ts';
import { mayDo, maySee } from './policy.ts';
import { shownRows, stateOfRow, type StoredVisit, visitRows } from './rows.ts';
import { formFor } from './rules.ts';

/** More visits than anybody makes in a day. */
const mostOfADay = 200;
const latestOfCustomer = 50;

/** A visit with its report, for whoever may see it; the caller's own transaction sees what it has just written. */
export async function visitOf(ctx: ReadContext, id: string): Promise<Outcome<Visit>> {
  const row = await visitRows(ctx).where('v.id', '=', id).executeTakeFirst();
  if (row === undefined || !(await maySee(ctx, row))) return notFound('visits.unknown');
  const [shown] = await shownRows(ctx, [row]);
  if (shown === undefined) return notFound('visits.unknown');
  const form = await formOfVisit(ctx, row);
  const answers = (row.answers ?? {}) as Record<string, unknown>;
  const state = stateOfRow(row);
  const verb = (name: 'replan' | 'checkIn' | 'report' | 'checkOut' | 'cancel') => mayDo(ctx.actor, row, state, name);
  return {
    ...shown,
    form: { code: form.code, version: form.version },
    answers,
    summary: summarise(form.definition, answers as Answers, ctx.actor),
    contacts: await contactsOf(ctx, row),
    can: {
      replan: verb('replan'),
      checkIn: verb('checkIn'),
      report: verb('report'),
      checkOut: verb('checkOut'),
      cancel: verb('cancel'),
    },
  };
}

/** The form it was reported on; before that, the one for the customer's kind. */
async function formOfVisit(ctx: ReadContext, row: StoredVisit) {
  const known = row.form_id === null ? undefined : (await formsById(ctx, [row.form_id])).get(row.form_id);
  return known ?? must(await formOf(ctx, formFor(row.customer_kind)));
}

/**
 * Who can be met there, without those who have left; for whoever sees the customer. A visit of one's own stays to be seen after the customer
 * was given away, and says nothing of whom others met since.
 */
async function contactsOf(ctx: ReadContext, row: StoredVisit): Promise<Visit['contacts']> {
  if (isRefusal(await requireVisible(ctx, row.customer_id))) return [];
  return ctx.db
    .selectFrom('contact')
    .select(['id', 'name', 'part'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', '=', row.customer_id)
    .where((where) => where.or([where('left_day', 'is', null), where('left_day', '>', row.day)]))
    .orderBy('id')
    .limit(50)
    .execute();
}

/** A day's visits of a person, made or walked along on: one's own, or of somebody one led on that day, as far as they happened there. */
export async function visitsOfDay(ctx: ReadContext, day: string, personId: string): Promise<Outcome<VisitRow[]>> {
  const { companyId, personId: me, units } = ctx.actor;
  if (!(await mayOversee(ctx, personId, day))) return notFound('visits.unknownPerson');
  const rows = await visitRows(ctx)
    .where('v.id', 'in', ({ selectFrom }) =>
      selectFrom('visit as own')
        .select('own.id')
        .where('own.company_id', '=', companyId)
        .where('own.person_id', '=', personId)
        .where('own.day', '=', day)
        .unionAll(
          selectFrom('visit_companion as w')
            .innerJoin('visit as joint', (join) =>
              join.onRef('joint.company_id', '=', 'w.company_id').onRef('joint.id', '=', 'w.visit_id'),
            )
            .select('joint.id')
            .where('w.company_id', '=', companyId)
            .where('w.person_id', '=', personId)
            .where('joint.day', '=', day),
        ),
    )
    .where('x.replaced_by', 'is', null)
    .$if(personId !== me, (query) => query.where('v.unit_id', 'in', [...units]))
    .orderBy(
      (order) => order.fn.coalesce('i.occurred_at', 'v.planned_at'),
      (order) => order.asc().nullsLast(),
    )
    .orderBy('v.id')
    .limit(mostOfADay)
    .execute();
  return shownRows(ctx, rows);
}

/** The latest visits to a customer, newest first; for whoever sees the customer. */
export async function visitsToCustomer(ctx: ReadContext, customerId: string): Promise<Outcome<VisitRow[]>> {
  const customer = await requireVisible(ctx, customerId);
  if (isRefusal(customer)) return customer;
  const rows = await visitRows(ctx)
    .where('v.customer_id', '=', customer.id)
    .where('x.replaced_by', 'is', null)
    .orderBy('v.day', 'desc')
    .orderBy('v.id', 'desc')
    .limit(latestOfCustomer)
    .execute();
  return shownRows(ctx, rows);
}

/** Who is posted to the actor's own unit today, beside himself; leads first. */
export async function companionsFor(ctx: ReadContext): Promise<{ id: string; name: string }[]> {
  const { unitId, personId } = ctx.actor;
  const people = await peopleIn(ctx, unitId === null ? [] : [unitId], todayOf(ctx));
  const others = new Map(people.flatMap(({ id, name }) => (id === personId ? [] : [[id, { id, name }]])));
  return [...others.values()];
}

/** The last report about a customer in which somebody was talked to. */
export async function lastReportOf(ctx: ReadContext, customerId: string) {
  const customer = await requireVisible(ctx, customerId);
  if (isRefusal(customer)) return customer;
  const row = await ctx.db
    .selectFrom('visit as v')
    .innerJoin('visit_report as r', (join) =>
      join.onRef('r.company_id', '=', 'v.company_id').onRef('r.visit_id', '=', 'v.id'),
    )
    .innerJoin('form as f', (join) => join.onRef('f.company_id', '=', 'r.company_id').onRef('f.id', '=', 'r.form_id'))
    .select(['f.code', 'f.version', 'r.answers', 'v.day'])
    .where('v.company_id', '=', ctx.actor.companyId)
    .where('v.customer_id', '=', customer.id)
    .where('r.outcome', '=', 'talked')
    .orderBy('v.day', 'desc')
    .orderBy('v.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    report:
      row === undefined
        ? null
        : {
            form: row.code,
            version: row.version,
            answers: row.answers as Record<string, unknown>,
            day: row.day,
          },
  };
}
