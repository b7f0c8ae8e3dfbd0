import type { WriteContext } from '#platform/server/command/command.ts';
import type { Day } from '#platform/shared/day.ts';
import { Refused, refuse } from '#platform/shared/result.ts';
import { employmentOn } from './employments.ts';
import type { Position } from './rules.ts';
import { openUnit } from './tree.ts';

export interface NewPosting {
  id: string;
  unitId: string;
  position: Position;
  leads: boolean;
  main: boolean;
  fromDay: Day;
}

/** Posts a person from a day on; a main posting ends the main one before it on that day. The person is locked by the caller. */
export async function placePerson(ctx: WriteContext, personId: string, posting: NewPosting): Promise<void> {
  const employment = await employmentOn(ctx, personId, posting.fromDay);
  if (employment === undefined)
    throw new Refused(
      refuse('conflict', 'org.notEmployedThen', {
        params: { day: posting.fromDay },
        fields: [{ field: 'fromDay', code: 'org.notEmployedThen', params: { day: posting.fromDay } }],
      }),
    );
  await openUnit(ctx, posting.unitId, posting.fromDay, 'unitId');
  const open = await openPostings(ctx, personId, posting.fromDay);
  const same = open.find(
    (other) => other.unit_id === posting.unitId && other.position === posting.position && other.leads === posting.leads,
  );
  if (same !== undefined && same.from_day <= posting.fromDay && (same.main || !posting.main))
    throw new Refused(refuse('conflict', 'org.alreadyPosted', { params: { day: same.from_day } }));
  const before = posting.main ? open.filter((other) => other.main) : [];
  const later = before.find((other) => other.from_day > posting.fromDay);
  if (later !== undefined)
    throw new Refused(refuse('conflict', 'org.laterPosting', { params: { day: later.from_day } }));
  for (const other of before) await endOn(ctx, other.id, posting.fromDay);
  await insertPosting(ctx, personId, posting, employment.toDay);
  const [ended] = before;
  ctx.audit({
    subject: { kind: 'person', id: personId },
    unitId: posting.unitId,
    changes: {
      posting: {
        from: ended === undefined ? null : { unitId: ended.unit_id, position: ended.position, leads: ended.leads },
        to: {
          unitId: posting.unitId,
          position: posting.position,
          leads: posting.leads,
          main: posting.main,
          fromDay: posting.fromDay,
        },
      },
    },
  });
}

async function insertPosting(ctx: WriteContext, personId: string, posting: NewPosting, toDay: Day | null) {
  await ctx.db
    .insertInto('posting')
    .values({
      company_id: ctx.actor.companyId,
      id: posting.id,
      person_id: personId,
      unit_id: posting.unitId,
      position: posting.position,
      leads: posting.leads,
      main: posting.main,
      from_day: posting.fromDay,
      to_day: toDay,
    })
    .execute();
}

/** Postings of a person that stand on a day or begin later. */
export async function openPostings(ctx: WriteContext, personId: string, day: Day) {
  return ctx.db
    .selectFrom('posting')
    .select(['id', 'unit_id', 'position', 'leads', 'main', 'from_day', 'to_day'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('person_id', '=', personId)
    .where((where) =>
      where.or([
        where('to_day', 'is', null),
        where.and([where('to_day', '>', day), where('to_day', '>', where.ref('from_day'))]),
      ]),
    )
    .orderBy('main', 'desc')
    .orderBy('from_day')
    .execute();
}

/** Ends a posting on a day; one that was still to begin never stands. */
export async function endOn(ctx: WriteContext, postingId: string, day: Day): Promise<void> {
  await ctx.db
    .updateTable('posting')
    .set((row) => ({ to_day: row.fn<string>('greatest', ['from_day', row.cast(row.val(day), 'date')]) }))
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', postingId)
    .execute();
}
