import type { Subject, WriteContext } from '#platform/server/command/command.ts';
import { recordTimeline } from '#modules/timeline/public.ts';
import type { CustomerHead } from './lock.ts';

interface Origin {
  /** What it came from; default: the customer. */
  source?: Subject;
  /** When and on which business day; default: now. */
  occurredAt?: string;
  day?: string;
}

/** Writes `customers.<what>` into the customer's timeline and wakes the screens of its owner and of who leads its unit. */
export async function happened(
  ctx: WriteContext,
  head: CustomerHead,
  what: string,
  detail: Record<string, unknown>,
  { source, occurredAt, day }: Origin = {},
): Promise<void> {
  const subject = { kind: 'customer', id: head.id };
  const kind = `customers.${what}`;
  const when = {
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(day === undefined ? {} : { businessDay: day }),
  };
  await recordTimeline(ctx, [{ subject, kind, unitId: head.unitId, source: source ?? subject, detail, ...when }]);
  ctx.emit({ kind, subject, unitId: head.unitId, personId: head.ownerId });
}
