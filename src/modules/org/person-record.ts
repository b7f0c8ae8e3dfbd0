import type { ReadContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import type { Person, Posting } from './contract.ts';
import { actorUnits, directoryEntry, todayOf } from './directory.ts';
import { changesPeople, seesContact, seesHistory } from './policy.ts';
import { standsOn } from './rules.ts';

/** A person as far as the actor may see him: the directory's entry for every colleague, the whole record for himself and who leads him. */
export async function personRecord(ctx: ReadContext, personId: string): Promise<Outcome<Person>> {
  const entry = await directoryEntry(ctx, personId);
  if (entry === undefined) return notFound('org.unknownPerson');
  const day = todayOf(ctx);
  const postings = await postingsEver(ctx, personId);
  const current = postings.filter((posting) => standsOn(day, posting.fromDay, posting.toDay));
  const personUnits = current.map((posting) => posting.unit.id);
  const history = seesHistory(ctx.actor, personId, personUnits);
  return {
    ...entry,
    version: await versionOf(ctx, personId),
    employments: history ? await employmentsEver(ctx, personId) : [],
    postings: history ? postings : current,
    can: {
      change: changesPeople(ctx.actor),
      seeContact: seesContact(ctx.actor, personId, { personUnits, actorUnits: await actorUnits(ctx, day) }),
      seeHistory: history,
    },
  };
}

async function versionOf(ctx: ReadContext, personId: string): Promise<number> {
  const { version } = await ctx.db
    .selectFrom('person')
    .select('version')
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return version;
}

async function employmentsEver(ctx: ReadContext, personId: string) {
  return ctx.db
    .selectFrom('employment')
    .select(['id', 'kind', 'number', 'from_day as fromDay', 'to_day as toDay', 'leave_reason as leaveReason'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .orderBy('from_day', 'desc')
    .execute();
}

/** Newest first, without those that never stood (replaced on their own first day). */
async function postingsEver(ctx: ReadContext, personId: string): Promise<(Posting & { fromDay: Day })[]> {
  const rows = await ctx.db
    .selectFrom('posting')
    .innerJoin('unit', (join) =>
      join.onRef('unit.company_id', '=', 'posting.company_id').onRef('unit.id', '=', 'posting.unit_id'),
    )
    .select(['posting.id', 'unit.id as unitId', 'unit.name as unitName', 'position', 'leads', 'main'])
    .select(['from_day as fromDay', 'to_day as toDay'])
    .where('posting.company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', where.ref('from_day'))]))
    .orderBy('from_day', 'desc')
    .orderBy('main', 'desc')
    .execute();
  return rows.map(({ unitId, unitName, ...row }) => ({ ...row, unit: { id: unitId, name: unitName } }));
}
