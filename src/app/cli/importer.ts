import { type Actor, can } from '#platform/shared/actor.ts';
import { systemClock } from '#platform/server/clock.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { foldUserName } from '#modules/identity/rules.ts';
import type { Importable, ImportOptions } from '#modules/imports/public.ts';
import { loadActor, peopleByName, todayOf, unitsByName } from '#modules/org/public.ts';
import { UsageError } from './command.ts';
import type { CliSession } from './session.ts';

export interface PlaceWishes {
  owner?: string | undefined;
  unit?: string | undefined;
  doubtful?: string | undefined;
}

/** Whom and where new rows go, by the names an operator gives. */
export async function placeOf(ctx: ReadContext, values: PlaceWishes): Promise<ImportOptions> {
  const today = todayOf(ctx);
  const doubtful = values.doubtful === 'create' ? 'create' : 'skip';
  const owner = values.owner === undefined ? null : (await peopleByName(ctx, [values.owner], today))(values.owner);
  const unitId = values.unit === undefined ? null : (await unitsByName(ctx, today))(values.unit);
  if (owner === 'unknown' || unitId === 'unknown')
    throw new UsageError(`There is no ${owner === 'unknown' ? `person "${values.owner}"` : `unit "${values.unit}"`}.`);
  if (owner === 'several')
    throw new UsageError(`Several people are called "${values.owner}": give the employment number.`);
  if (unitId === 'several')
    throw new UsageError(`Several units are called "${values.unit}": give the path, upper/lower.`);
  return { doubtful, ownerId: owner?.id ?? null, unitId };
}

/** Whoever signs in by this name, or the administrator who has been there longest. */
export async function importerOf(
  { database }: CliSession,
  companyId: string,
  userName: string | undefined,
  importable: Importable,
): Promise<Actor> {
  const { db } = database;
  const today = Temporal.Instant.fromEpochMilliseconds(systemClock.now()).toString().slice(0, 10);
  const person =
    userName === undefined
      ? await db
          .selectFrom('posting')
          .select('person_id')
          .where('company_id', '=', companyId)
          .where('position', '=', 'administrator')
          .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>', today)]))
          .orderBy('from_day')
          .orderBy('id')
          .limit(1)
          .executeTakeFirst()
      : await db
          .selectFrom('sign_in')
          .select('person_id')
          .where('company_id', '=', companyId)
          .where('user_name_folded', '=', foldUserName(userName))
          .executeTakeFirst();
  const actor = person === undefined ? undefined : await loadActor(db, systemClock, companyId, person.person_id);
  if (actor === undefined)
    throw new UsageError(
      userName === undefined ? 'The company has no administrator.' : `Nobody signs in as "${userName}".`,
    );
  if (!can(actor, 'imports.run') || !can(actor, importable.access))
    throw new UsageError(`${actor.name} may not import such a list; say who does with --as.`);
  return actor;
}
