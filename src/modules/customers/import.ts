import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { newId } from '#platform/shared/id.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import { fold } from '#platform/shared/text/fold.ts';
import type {
  Importable,
  ImportOptions,
  ImportOrigin,
  ImportRow,
  PlannedRow,
  RowPlan,
} from '#modules/imports/public.ts';
import { codesOf } from './codes.ts';
import { notesOf, updateOf, type CustomerUpdate } from './import-change.ts';
import { customerImportFields } from './import-fields.ts';
import { KnownByMark, type KnownCustomer, knownCustomers } from './import-known.ts';
import { candidatesOf, matchOf } from './import-match.ts';
import { checkPlace, isPlace, type Place, placer } from './import-place.ts';
import { type CodeWords, customerMarks, type ListedCustomer, listedCustomer } from './import-read.ts';
import { updateCustomers } from './import-write.ts';
import { insertCustomers } from './insert.ts';
import { mayUpdate } from './policy.ts';
import type { CodeList } from './rules.ts';
import type { CustomerToInsert } from './to-insert.ts';

/** Customers as an importable kind (O16): known again by their numbers, their phone with the name, or their name with the address. */
export const customersImport: Importable = {
  kind: 'customers',
  labels: { 'zh-Hant': '客戶', 'zh-Hans': '客户', en: 'Customers' },
  access: 'customers.write',
  fields: customerImportFields,
  assigns: true,
  label: ({ texts }) => texts['name'] ?? '',
  marks: customerMarks,
  check: checkPlace,
  plan: planRows,
  apply: applyRows,
};

type Change = { create: CustomerToInsert } | { update: CustomerUpdate };

async function planRows(ctx: ReadContext, rows: readonly ImportRow[], options: ImportOptions): Promise<RowPlan[]> {
  if (rows.length === 0) return [];
  const region = regionOf(ctx.actor.region);
  const codes = await codeWords(ctx);
  const listed = rows.map((row) => listedCustomer(row, region, codes));
  const known = new KnownByMark(await knownCustomers(ctx, listed));
  const placeOf = await placer(ctx, rows, options);
  return rows.map((row, index) => {
    const one = listed[index];
    if (one === undefined) throw new Error('a row without its reading');
    return planRow({ ctx, row, listed: one, known, placeOf, options });
  });
}

/** Labels in three languages to their codes. */
async function codeWords(ctx: ReadContext): Promise<CodeWords> {
  const words = async (list: CodeList): Promise<Map<string, string>> => {
    const codes = await codesOf(ctx, list);
    return new Map(
      codes.flatMap(({ code, labels }) => [code, ...Object.values(labels)].map((word) => [fold(word), code])),
    );
  };
  return { industry: await words('industry'), source: await words('source'), tag: await words('tag') };
}

interface Planning {
  ctx: ReadContext;
  row: ImportRow;
  listed: ListedCustomer;
  known: KnownByMark;
  placeOf: (row: ImportRow) => ReturnType<Awaited<ReturnType<typeof placer>>>;
  options: ImportOptions;
}

const nothing = { subjectId: null, reasons: [], notes: [], candidates: [] };

function planRow(planning: Planning): RowPlan {
  const { row, listed, known, options } = planning;
  if (listed.reasons.length > 0) return { ...nothing, verdict: 'refused', reasons: listed.reasons };
  const match = matchOf(listed, known, row.alikeLine);
  if (match.is === 'new') return planNew(planning);
  if (match.is === 'known') return planKnown(planning, match.customer, match.byNumber);
  if (options.doubtful === 'create' && !match.final) {
    const plan = planNew(planning);
    return { ...plan, notes: [...plan.notes, { code: 'imports.note.createdThough' }] };
  }
  return { ...nothing, verdict: 'doubtful', reasons: [match.reason], candidates: candidatesOf(match.who) };
}

function planNew({ ctx, row, listed, placeOf }: Planning): RowPlan {
  const place = placeOf(row);
  if (!isPlace(place)) return { ...nothing, verdict: 'refused', reasons: [place] };
  const create = toInsert(ctx, listed, place);
  return { ...nothing, verdict: 'created', subjectId: create.id, change: { create } satisfies Change };
}

function planKnown({ ctx, row, listed, placeOf }: Planning, customer: KnownCustomer, byNumber: boolean): RowPlan {
  if (!customer.visible || !mayUpdate(ctx.actor, customer))
    return {
      ...nothing,
      verdict: 'doubtful',
      reasons: [{ code: 'imports.reason.elsewhere' }],
      candidates: candidatesOf([customer]),
    };
  const update = updateOf(listed, customer, byNumber);
  const notes = notesOf(update);
  const place = row.texts['owner'] === undefined && row.texts['unit'] === undefined ? undefined : placeOf(row);
  if (place !== undefined && !isPlace(place)) return { ...nothing, verdict: 'refused', reasons: [place] };
  const kept =
    place !== undefined && (place.unitId !== customer.unitId || place.ownerId !== customer.ownerId)
      ? [{ field: 'owner', code: 'imports.note.placeKept' }]
      : [];
  const verdict = notes.length === 0 ? 'unchanged' : 'changed';
  return {
    verdict,
    subjectId: customer.id,
    reasons: [],
    notes: [...notes, ...kept],
    candidates: [],
    ...(verdict === 'changed' ? { change: { update } satisfies Change } : {}),
  };
}

function toInsert(ctx: ReadContext, listed: ListedCustomer, place: Place): CustomerToInsert {
  // In order, so that contacts written in the same instant stay as the list has them.
  const ids = listed.contacts.map(() => newId(ctx.clock.now())).toSorted();
  const { kind = 'firm', lifecycle = 'prospect', phones, tags, address, contacts } = listed;
  return {
    id: newId(ctx.clock.now()),
    kind,
    lifecycle,
    name: listed.name,
    ...place,
    externalId: listed.externalId ?? null,
    taxNumber: listed.taxNumber ?? null,
    shortName: listed.shortName ?? null,
    industry: listed.industry ?? null,
    source: listed.source ?? null,
    employees: listed.employees ?? null,
    website: listed.website ?? null,
    email: listed.email ?? null,
    foundedDay: listed.foundedDay ?? null,
    capitalMinor: listed.capitalMinor ?? null,
    phones,
    addresses: address === undefined ? [] : [{ typed: address, kind: 'office', lat: null, lng: null }],
    contacts: contacts.map((contact, index) => ({ ...contact, id: ids[index] ?? '' })),
    tags,
  };
}

async function applyRows(ctx: WriteContext, rows: readonly PlannedRow[], origin: ImportOrigin): Promise<void> {
  const changes = rows.map(({ plan }) => plan.change as Change);
  const creates = changes.flatMap((change) => ('create' in change ? [change.create] : []));
  await insertCustomers(ctx, creates, {
    kind: 'customers.imported',
    source: { kind: 'import', id: origin.importId },
    detail: { fileName: origin.fileName },
  });
  await updateCustomers(
    ctx,
    changes.flatMap((change) => ('update' in change ? [change.update] : [])),
    origin,
  );
}
