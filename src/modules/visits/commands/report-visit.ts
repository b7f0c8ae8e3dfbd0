import { z } from 'zod';
import { changesBetween, command, type WriteContext } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import { isRefusal, refuse, Refused } from '#platform/shared/result.ts';
import { holdCustomer, idsOf } from '#modules/customers/public.ts';
import { endStepsByVisit, setNextStep } from '#modules/follow-up/public.ts';
import type { Form } from '#modules/forms/contract.ts';
import { formOf, type Met } from '#modules/forms/public.ts';
import { validateAnswers, withoutEmpty } from '#modules/forms/rules.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import { beginningOf, bookVisit } from '../booking.ts';
import { writeCheckIn } from '../check-in.ts';
import { reportBody } from '../contract.ts';
import { type LoadedVisit, loadOwn, tell, touch } from '../load.ts';
import { visitOf } from '../queries.ts';
import { asksForAnswers, gistOf } from '../rules.ts';

const reportInput = reportBody.extend({ id: uuid, ifMatch: z.int().optional() });
type Input = z.output<typeof reportInput>;

/** What the visit brought, on a versioned form (O8); changed later, the ledger and the timeline say so with entries of their own. */
export const reportVisit = command({
  name: 'visits.report-visit',
  version: 2,
  conflict: 'refuse',
  input: reportInput,
  async run(ctx, input) {
    const form = await formOfReport(ctx, input);
    const visit = await loadOwn(ctx, input.id, 'report');
    await requireContacts(ctx, visit, input);
    const before = await reportOf(ctx, input.id);
    if (before !== undefined && input.ifMatch !== visit.version)
      return refuse('conflict', 'versionConflict', {
        current: { answers: before.answers, outcome: before.outcome, version: visit.version },
        submitted: { answers: input.answers, outcome: input.outcome },
      });
    const begun = await begin(ctx, visit, input.occurredAt);
    const version = await touch(ctx, visit, { day: begun.day });
    const answers = withoutEmpty(form.definition, input.answers);
    const gist = gistOf(answers);
    await writeReport(ctx, input, { form, answers, gist, changed: before !== undefined });
    const reported = { ...visit, ...begun };
    await bookVisit(ctx, reported, version, { ...gist, outcome: input.outcome });
    await recordTimeline(ctx, [
      {
        subject: { kind: 'customer', id: visit.customer_id },
        kind: before === undefined ? 'visits.reported' : 'visits.reportChanged',
        occurredAt: begun.occurredAt,
        businessDay: begun.day,
        unitId: visit.unit_id,
        source: { kind: 'visit', id: visit.id },
        // `context` chooses the sentence of the outcome (i18next).
        detail: { context: input.outcome, outcome: input.outcome, ...gist, sentence: gist.sentence ?? '' },
      },
    ]);
    await setStep(ctx, reported, input);
    ctx.audit({
      subject: { kind: 'visit', id: visit.id },
      unitId: visit.unit_id,
      changes: changesBetween<Record<string, unknown>>(before, { answers, outcome: input.outcome }),
    });
    tell(ctx, visit, before === undefined ? 'reported' : 'reportChanged');
    return visitOf(ctx, visit.id);
  },
});

async function formOfReport(ctx: WriteContext, input: Input): Promise<Form> {
  const form = await formOf(ctx, input.form, input.version);
  if (isRefusal(form))
    throw new Refused(refuse('invalid', 'fields', { fields: [{ field: 'form', code: 'forms.unknown' }] }));
  const fields = validateAnswers(form.definition, input.answers, { complete: asksForAnswers(input.outcome) });
  if (fields.length > 0) throw new Refused(refuse('invalid', 'fields', { fields }));
  return form;
}

/** Whom one met is one of this customer's contacts, where an id is given. */
async function requireContacts(ctx: WriteContext, visit: LoadedVisit, input: Input): Promise<void> {
  const met = (input.answers['met'] ?? []) as Met[];
  const ids = met.flatMap(({ contactId }) => contactId ?? []);
  if (ids.length === 0) return;
  const rows = await ctx.db
    .selectFrom('contact')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', 'in', await idsOf(ctx, visit.customer_id))
    .where('id', 'in', ids)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  const fields = met.flatMap(({ contactId }, index) =>
    contactId === undefined || known.has(contactId)
      ? []
      : [{ field: `answers.met.${index}.contactId`, code: 'visits.noSuchContact' }],
  );
  if (fields.length > 0) throw new Refused(refuse('invalid', 'fields', { fields }));
}

async function reportOf(ctx: WriteContext, visitId: string) {
  return ctx.db
    .selectFrom('visit_report')
    .select(['answers', 'outcome'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
}

/** When and on which day the visit was; a report without a check-in implies one, marked as such. */
async function begin(ctx: WriteContext, visit: LoadedVisit, occurredAt: string) {
  if (visit.checkedIn) return { day: visit.day, occurredAt: await beginningOf(ctx, visit.id) };
  return writeCheckIn(ctx, visit, { occurredAt, position: null, implied: true });
}

async function writeReport(
  ctx: WriteContext,
  input: Input,
  report: { form: Form; answers: Record<string, unknown>; gist: ReturnType<typeof gistOf>; changed: boolean },
): Promise<void> {
  const said = {
    form_id: report.form.id,
    answers: JSON.stringify(report.answers),
    outcome: input.outcome,
    intent: report.gist.intent,
    head_count: report.gist.headCount,
    sentence: report.gist.sentence,
  };
  await ctx.db
    .insertInto('visit_report')
    .values({
      company_id: ctx.actor.companyId,
      visit_id: input.id,
      ...said,
      recorded_at: ctx.now,
      by_person: ctx.actor.personId,
    })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'visit_id']).doUpdateSet(({ eb, ref }) => ({
        ...said,
        changed_at: ctx.now,
        version: eb(ref('visit_report.version'), '+', 1),
      })),
    )
    .execute();
}

/** The next step that was agreed; a step that was due ends with a visit in which somebody talked, even where none follows. */
async function setStep(ctx: WriteContext, visit: LoadedVisit, { nextStep, outcome }: Input): Promise<void> {
  if (nextStep !== undefined) {
    // What was agreed is kept even where somebody else looks after the customer by now: the step is the visitor's, to hand on or drop.
    await holdCustomer(ctx, visit.customer_id);
    await setNextStep(ctx, {
      ...(nextStep.id === undefined ? {} : { id: nextStep.id }),
      customerId: visit.customer_id,
      kind: nextStep.kind,
      day: nextStep.day,
      note: nextStep.note ?? '',
      ownerId: visit.person_id,
      source: { kind: 'visit', id: visit.id },
    });
    return;
  }
  if (outcome === 'talked')
    await endStepsByVisit(ctx, { customerId: visit.customer_id, ownerId: visit.person_id, day: visit.day });
}
