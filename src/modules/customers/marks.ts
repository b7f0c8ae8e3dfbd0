import type { WriteContext } from '#platform/server/command/command.ts';

/**
 * The customer's soonest open next step, written by the follow-up module, which keeps the steps themselves; null when there is none left.
 * It is no change of the record: its version stays.
 */
export async function noteNextStep(
  ctx: WriteContext,
  customerId: string,
  step: { day: string; kind: string } | null,
): Promise<void> {
  await ctx.db
    .updateTable('customer')
    .set({ next_step_day: step?.day ?? null, next_step_kind: step?.kind ?? null })
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', customerId)
    .execute();
}

export interface Activity {
  kind: 'visit' | 'call' | 'note';
  /** When it happened, ISO 8601; one that is told late never moves the marks back. */
  at: string;
}

/** Keeps the times of last activity by kind, from which 'long unseen' is told. */
export async function noteActivity(ctx: WriteContext, customerId: string, { kind, at }: Activity): Promise<void> {
  await ctx.db
    .updateTable('customer')
    .set(({ fn, ref, val }) => ({
      last_activity_at: fn<string>('greatest', [ref('last_activity_at'), val(at)]),
      ...(kind === 'visit' ? { last_visit_at: fn<string>('greatest', [ref('last_visit_at'), val(at)]) } : {}),
      ...(kind === 'call' ? { last_call_at: fn<string>('greatest', [ref('last_call_at'), val(at)]) } : {}),
    }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', customerId)
    .execute();
}
