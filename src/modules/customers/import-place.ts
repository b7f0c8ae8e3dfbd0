// Whom and where new customers of a list go: named in the row, else by the import's options, else where the importer works (O16).
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { isRefusal, notFound, type Outcome } from '#platform/shared/result.ts';
import { type NamedPerson, peopleByName, todayOf, unitOfPerson, unitsByName } from '#modules/org/public.ts';
import type { ImportOptions, ImportRow, Remark } from '#modules/imports/public.ts';

export interface Place {
  ownerId: string | null;
  unitId: string;
}

const within = (ctx: ReadContext, unitId: string): boolean =>
  ctx.actor.units.includes(unitId) || unitId === ctx.actor.unitId;

/** Refuses a person or a unit that the importer does not lead. */
export async function checkPlace(ctx: ReadContext, { ownerId, unitId }: ImportOptions): Promise<Outcome<void>> {
  if (unitId !== null && !within(ctx, unitId)) return notFound('imports.beyondYourUnits');
  if (ownerId === null || ownerId === ctx.actor.personId) return undefined;
  const home = await unitOfPerson(ctx, ownerId, todayOf(ctx));
  return home !== null && ctx.actor.units.includes(home) ? undefined : notFound('imports.beyondYourUnits');
}

type Placer = (row: ImportRow) => Place | Remark;

/** Finds the place of each row of a batch; a name that nobody or several have is a reason to refuse the row. */
export async function placer(
  ctx: ReadContext | WriteContext,
  rows: readonly ImportRow[],
  options: ImportOptions,
): Promise<Placer> {
  const today = todayOf(ctx);
  const ownerNames = rows.flatMap(({ texts }) => texts['owner'] ?? []);
  const person = await peopleByName(ctx, ownerNames, today);
  const named = rows.some(({ texts }) => texts['unit'] !== undefined);
  const unit = named ? await unitsByName(ctx, today) : () => 'unknown' as const;
  const given = await givenPlace(ctx, options);
  return ({ texts }) => {
    const owner = texts['owner'] === undefined ? undefined : person(texts['owner']);
    if (owner === 'unknown' || owner === 'several') return nameless('owner', owner, texts['owner']);
    const unitId = texts['unit'] === undefined ? undefined : unit(texts['unit']);
    if (unitId === 'unknown' || unitId === 'several') return nameless('unit', unitId, texts['unit']);
    return chosen(ctx, { owner, unitId, given });
  };
}

interface Given {
  ownerId: string | null;
  unitId: string | null;
}

async function givenPlace(ctx: ReadContext, { ownerId, unitId }: ImportOptions): Promise<Given> {
  if (ownerId === null) return { ownerId, unitId: unitId ?? ctx.actor.unitId };
  return { ownerId, unitId: unitId ?? (await unitOfPerson(ctx, ownerId, todayOf(ctx))) };
}

interface Choices {
  owner: NamedPerson | undefined;
  unitId: string | undefined;
  given: Given;
}

function chosen(ctx: ReadContext, { owner, unitId, given }: Choices): Place | Remark {
  const place = { ownerId: owner?.id ?? given.ownerId, unitId: unitId ?? owner?.unitId ?? given.unitId };
  if (place.unitId === null) return { code: 'imports.reason.noUnit' };
  if (owner !== undefined && owner.id !== ctx.actor.personId && !within(ctx, owner.unitId))
    return { field: 'owner', code: 'imports.reason.beyondYourUnits' };
  if (!within(ctx, place.unitId)) return { field: 'unit', code: 'imports.reason.beyondYourUnits' };
  return { ownerId: place.ownerId, unitId: place.unitId };
}

function nameless(field: string, why: 'unknown' | 'several', typed = ''): Remark {
  const code = why === 'unknown' ? 'imports.reason.unknownName' : 'imports.reason.severalNames';
  return { field, code, params: { typed: typed.slice(0, 60) } };
}

export const isPlace = (place: Place | Remark): place is Place => !('code' in place) && !isRefusal(place);
