import type { WriteContext } from '#platform/server/command/command.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import type { CustomerHead } from './lock.ts';

/** Writes `customers.<what>` into the customer's timeline and wakes the screens of its owner and of who leads its unit. */
export async function happened(
  ctx: WriteContext,
  head: CustomerHead,
  what: string,
  detail: Record<string, unknown>,
  source = { kind: 'customer', id: head.id },
): Promise<void> {
  const subject = { kind: 'customer', id: head.id };
  const kind = `customers.${what}`;
  await recordTimeline(ctx, [{ subject, kind, unitId: head.unitId, source, detail }]);
  ctx.emit({ kind, subject, unitId: head.unitId, personId: head.ownerId });
}
