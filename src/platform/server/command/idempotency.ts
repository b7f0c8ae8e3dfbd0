import { createHash } from 'node:crypto';
import { Refused, refuse } from '#platform/shared/result.ts';
import type { WriteContext } from './command.ts';

/** The digest of a request: its route with parameters, and the body as it was sent. */
export function requestDigest(route: string, body: unknown): string {
  return createHash('sha256')
    .update(`${route}\n${JSON.stringify(body ?? null)}`)
    .digest('hex');
}

/**
 * Takes the key inside the command's transaction. A second request with the same key waits here until the first has committed; it then
 * gets the first's answer when the body is the same, and 422 when it is not. After a rollback the key is free again.
 */
export async function claimKey(
  ctx: WriteContext,
  commandName: string,
  { key, digest }: { key: string; digest: string },
): Promise<{ answer: unknown } | undefined> {
  const inserted = await ctx.db
    .insertInto('idempotency')
    .values({
      company_id: ctx.actor.companyId,
      person_id: ctx.actor.personId,
      key,
      command: commandName,
      digest,
      at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'person_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (inserted !== undefined) return undefined;
  const earlier = await ctx.db
    .selectFrom('idempotency')
    .select(['digest', 'command', 'answer'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', ctx.actor.personId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (earlier.digest !== digest || earlier.command !== commandName)
    throw new Refused(refuse('invalid', 'idempotency.otherBody'));
  return { answer: (earlier.answer as { value: unknown }).value };
}

export async function keepAnswer(ctx: WriteContext, key: string, answer: unknown): Promise<void> {
  await ctx.db
    .updateTable('idempotency')
    .set({ answer: JSON.stringify({ value: answer ?? null }) })
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', ctx.actor.personId)
    .where('key', '=', key)
    .execute();
}
