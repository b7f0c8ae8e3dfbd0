import { sql } from 'kysely';
import type { z } from 'zod';
import type { ReadContext } from '#platform/server/command/command.ts';
import type { QueryContext } from '#platform/server/http/route.ts';
import type { Day } from '#platform/shared/day.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Page } from '#platform/shared/page.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import { unitsBelow } from './actor.ts';
import type { listPeople, PersonRow } from './contract.ts';
import { seesContact } from './policy.ts';
import { postedTo, postingsOf } from './standing.ts';

type Filter = z.output<(typeof listPeople)['query']>;

/** As people of each language look names up: by strokes, by sound. */
const orders: Record<Language, string> = {
  'zh-Hant': 'zh-Hant-TW-x-icu',
  'zh-Hans': 'zh-Hans-CN-x-icu',
  en: 'en-x-icu',
};

/** The day it is at the actor's place. */
export const todayOf = (ctx: ReadContext): Day =>
  Temporal.Instant.fromEpochMilliseconds(ctx.clock.now())
    .toZonedDateTimeISO(ctx.actor.timeZone)
    .toPlainDate()
    .toString();

/** Units the actor works in or leads today. */
export async function actorUnits(ctx: ReadContext, day: Day): Promise<string[]> {
  const own = await postedTo(ctx, ctx.actor.personId, day);
  return [...ctx.actor.units, ...own.map((posting) => posting.unitId)];
}

/** The directory by name, with phone and e-mail where the actor may see them. */
export async function listDirectory(ctx: QueryContext, filter: Filter): Promise<Page<PersonRow>> {
  const day = todayOf(ctx);
  const scope = `people/${ctx.actor.companyId}/${ctx.actor.language}`;
  const after =
    filter.cursor === undefined ? undefined : ctx.cursors.open<{ name: string; id: string }>(scope, filter.cursor);
  const units = await unitsAsked(ctx, filter, day);
  const rows = units?.length === 0 ? [] : await rowsOf(ctx, filter, day, units, after);
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: await withContacts(ctx, shown, day),
    nextCursor:
      rows.length > filter.limit && last !== undefined
        ? ctx.cursors.seal(scope, { name: last.name, id: last.id })
        : null,
  };
}

async function unitsAsked(ctx: ReadContext, { unitId, below }: Filter, day: Day): Promise<string[] | undefined> {
  if (unitId === undefined) return undefined;
  return below === 'true' ? unitsBelow(ctx.db, ctx.actor.companyId, [unitId], day) : [unitId];
}

type DirectoryRow = Awaited<ReturnType<typeof rowsOf>>[number];

function rowsOf(
  ctx: ReadContext,
  filter: Filter,
  day: Day,
  units: readonly string[] | undefined,
  after: { name: string; id: string } | undefined,
) {
  const order = sql.raw(`"${orders[ctx.actor.language]}"`);
  const byName = sql<string>`person.name collate ${order}`;
  const q = foldName(filter.q ?? '');
  return directory(ctx, day)
    .$if(q !== '', (query) => query.where('person.name_folded', 'like', `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`))
    .$if(units !== undefined, (query) => query.where('placed.unit_id', 'in', [...(units ?? [])]))
    .$if(filter.position !== undefined, (query) => query.where('placed.position', '=', filter.position ?? ''))
    .where('employed.state', filter.state === 'left' ? '=' : '!=', 'left')
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(person.name collate ${order}, person.id) > (${after?.name ?? ''} collate ${order}, ${after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy(byName)
    .orderBy('person.id')
    .limit(filter.limit + 1)
    .execute();
}

/** Each person with the employment that says whether he is here, and the posting that says where: of today, else the nearest. */
function directory(ctx: ReadContext, day: Day) {
  return ctx.db
    .selectFrom('person')
    .innerJoinLateral(
      (query) =>
        query
          .selectFrom('employment')
          .select((select) => [
            'number',
            select
              .case()
              .when('from_day', '>', day)
              .then('coming')
              .when('to_day', '<=', day)
              .then('left')
              .else('current')
              .end()
              .as('state'),
          ])
          .whereRef('employment.company_id', '=', 'person.company_id')
          .whereRef('employment.person_id', '=', 'person.id')
          .orderBy(sql`from_day <= ${day} and (to_day is null or to_day > ${day})`, 'desc')
          .orderBy('from_day', 'desc')
          .limit(1)
          .as('employed'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('posting')
          .innerJoin('unit', (join) =>
            join.onRef('unit.company_id', '=', 'posting.company_id').onRef('unit.id', '=', 'posting.unit_id'),
          )
          .select(['posting.unit_id', 'unit.name as unit_name', 'posting.position', 'posting.leads'])
          .whereRef('posting.company_id', '=', 'person.company_id')
          .whereRef('posting.person_id', '=', 'person.id')
          .orderBy(sql`from_day <= ${day} and (to_day is null or to_day > ${day})`, 'desc')
          .orderBy('main', 'desc')
          .orderBy('from_day', 'desc')
          .limit(1)
          .as('placed'),
      (join) => join.onTrue(),
    )
    .select(['person.id', 'person.name', 'person.phone', 'person.email', 'employed.state', 'employed.number'])
    .select(['placed.unit_id', 'placed.unit_name', 'placed.position', 'placed.leads'])
    .where('person.company_id', '=', ctx.actor.companyId);
}

/** One person as the directory shows him; undefined when the company does not know the id. */
export async function directoryEntry(ctx: ReadContext, personId: string): Promise<PersonRow | undefined> {
  const day = todayOf(ctx);
  const rows = await directory(ctx, day).where('person.id', '=', personId).execute();
  const [entry] = await withContacts(ctx, rows, day);
  return entry;
}

async function withContacts(ctx: ReadContext, rows: readonly DirectoryRow[], day: Day): Promise<PersonRow[]> {
  const near = await actorUnits(ctx, day);
  const ids = rows.map((row) => row.id);
  const postings = Map.groupBy(await postingsOf(ctx, ids, day), (posting) => posting.personId);
  return rows.map((row) => {
    const personUnits = (postings.get(row.id) ?? []).map((posting) => posting.unitId);
    const open = seesContact(ctx.actor, row.id, { personUnits, actorUnits: near });
    return {
      id: row.id,
      name: row.name,
      state: row.state as PersonRow['state'],
      unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? '' },
      position: row.position,
      leads: row.leads ?? false,
      phone: open ? row.phone : null,
      email: open ? row.email : null,
      employmentNumber: open ? row.number : null,
    };
  });
}
