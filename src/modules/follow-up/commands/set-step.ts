import { z } from 'zod';
import { businessDay } from '#platform/shared/day.ts';
import { dayShape, text, uuid } from '#platform/shared/page.ts';
import { isRefusal, notFound, type Outcome, refuse } from '#platform/shared/result.ts';
import { command, type WriteContext } from '#platform/server/command/command.ts';
import { idsOf, lockVisible } from '#modules/customers/public.ts';
import { mayOversee } from '#modules/org/public.ts';
import { setNextStep } from '../next-step.ts';
import { stepById } from '../queries.ts';
import { stepKinds } from '../rules.ts';

/** Sets a step: one's own, or for somebody one leads. Two at once: the later ends the earlier, as one is open at a time. */
export const setStep = command({
  name: 'followUp.set-step',
  version: 1,
  conflict: 'last',
  input: z.strictObject({
    id: uuid,
    customerId: uuid,
    contactId: uuid.optional(),
    kind: z.enum(stepKinds),
    day: dayShape,
    note: text(500).default(''),
    ownerId: uuid.optional(),
  }),
  async run(ctx, input) {
    const customer = await lockVisible(ctx, input.customerId);
    if (isRefusal(customer)) return customer;
    if (input.ownerId !== undefined && !(await mayOversee(ctx, input.ownerId, ctx.today)))
      return notFound('followUp.personUnknown');
    const problem = dayProblem(ctx, input.day) ?? (await contactProblem(ctx, customer.id, input.contactId));
    if (problem !== undefined) return problem;
    const { ownerId, contactId, ...step } = input;
    await setNextStep(ctx, {
      ...step,
      customerId: customer.id,
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(contactId === undefined ? {} : { contactId }),
    });
    return stepById(ctx, input.id);
  },
});

/** A step lies ahead: on the day it was written down or later. */
export function dayProblem(ctx: WriteContext, day: string): Outcome<never> | undefined {
  if (day >= businessDay(ctx.writtenAt, ctx.actor.timeZone)) return undefined;
  return refuse('invalid', 'followUp.dayPast', { fields: [{ field: 'day', code: 'followUp.dayPast' }] });
}

/** The contact is one of this customer. */
export async function contactProblem(
  ctx: WriteContext,
  customerId: string,
  contactId: string | undefined,
): Promise<Outcome<never> | undefined> {
  if (contactId === undefined) return undefined;
  const contact = await ctx.db
    .selectFrom('contact')
    .select('id')
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', 'in', await idsOf(ctx, customerId))
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (contact !== undefined) return undefined;
  return refuse('invalid', 'followUp.contactUnknown', {
    fields: [{ field: 'contactId', code: 'followUp.contactUnknown' }],
  });
}
