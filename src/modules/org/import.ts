import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { newId } from '#platform/shared/id.ts';
import { isRefusal } from '#platform/shared/result.ts';
import { fold, foldName } from '#platform/shared/text/fold.ts';
import type { Importable, ImportRow, PlannedRow, Remark, RowPlan } from '#modules/imports/public.ts';
import { insertPerson } from './commands/add-person.ts';
import { todayOf } from './directory.ts';
import { peopleImportFields } from './import-fields.ts';
import { unitsByName } from './import-names.ts';
import { knownPeople, type KnownPerson } from './import-known.ts';
import { type PersonUpdate, updatePeople } from './import-write.ts';
import { type EmploymentKind, employmentKinds, type Position, positionCodes, positions } from './rules.ts';

/** People as an importable kind (S7): known again by employment number, phone or e-mail with the name, or name and unit. */
export const peopleImport: Importable = {
  kind: 'people',
  labels: { 'zh-Hant': '人員', 'zh-Hans': '人员', en: 'People' },
  access: 'people.manage',
  fields: peopleImportFields,
  assigns: false,
  label: ({ texts }) => texts['name'] ?? '',
  marks: personMarks,
  check: async () => undefined,
  plan: planRows,
  apply: applyRows,
};

type NewPerson = Parameters<typeof insertPerson>[1];
type Change = { create: NewPerson } | { update: PersonUpdate };

/** Two with the same name in one unit may be two people; with the same number, or phone and name, they are one. */
function personMarks({ texts, phones }: ImportRow) {
  const name = foldName(texts['name'] ?? '');
  const number = texts['number'];
  const numbers = (phones['phone'] ?? []).flatMap(({ e164 }) => e164 ?? []);
  const same = [...(number === undefined ? [] : [`n ${number}`]), ...numbers.map((phone) => `p ${name} ${phone}`)];
  const alike = number === undefined && numbers.length === 0 ? [`${name} ${fold(texts['unit'] ?? '')}`] : [];
  return { same: { ask: same, keep: same }, alike: { ask: alike, keep: alike } };
}

interface ListedPerson {
  name: string;
  number: string | undefined;
  phone: string | undefined;
  e164: string | null;
  email: string | undefined;
  unitId: string | undefined;
  position: Position;
  positionGiven: boolean;
  leads: boolean;
  kind: EmploymentKind;
  fromDay: string;
  reasons: Remark[];
}

async function planRows(ctx: ReadContext, rows: readonly ImportRow[]): Promise<RowPlan[]> {
  if (rows.length === 0) return [];
  const today = todayOf(ctx);
  const unit = await unitsByName(ctx, today);
  const listed = rows.map((row) => listedPerson(row, unit, today));
  const known = await knownPeople(
    ctx,
    listed.map(({ name, number }) => ({ nameFolded: foldName(name), number })),
    today,
  );
  return rows.map((row, index) => planRow(ctx, row, listed[index] as ListedPerson, known));
}

function listedPerson(
  { texts, phones }: ImportRow,
  unit: Awaited<ReturnType<typeof unitsByName>>,
  today: string,
): ListedPerson {
  const reasons: Remark[] = [];
  const [phone] = phones['phone'] ?? [];
  const found = texts['unit'] === undefined ? undefined : unit(texts['unit']);
  if (found === 'unknown' || found === 'several') {
    const code = found === 'unknown' ? 'imports.reason.unknownName' : 'imports.reason.severalNames';
    reasons.push({ field: 'unit', code, params: { typed: (texts['unit'] ?? '').slice(0, 60) } });
  }
  return {
    name: texts['name'] ?? '',
    number: texts['number'],
    phone: phone?.typed,
    e164: phone?.e164 ?? null,
    email: texts['email'],
    unitId: found,
    position: wordOf(positionWords, texts['position'], 'position', reasons) ?? 'salesRep',
    positionGiven: texts['position'] !== undefined,
    leads: wordOf(leadsWords, texts['leads'], 'leads', reasons) === 'yes',
    kind: wordOf(kindWords, texts['employmentKind'], 'employmentKind', reasons) ?? 'regular',
    fromDay: texts['fromDay'] ?? today,
    reasons,
  };
}

const words = <T extends string>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(entries.flatMap(([code, text]) => text.split(' | ').map((word) => [fold(word), code] as const)));

const positionWords = words<Position>([
  ...positionCodes.map((code) => [code, [code, ...Object.values(positions[code].labels)].join(' | ')] as const),
  ['salesRep', '業務 | 業務員 | 業務代表 | 业务员 | 銷售 | 销售 | 業務專員 | sales | sales representative'],
  ['accountManager', '客戶專員 | 理財專員 | am | relationship manager'],
  ['teamLead', '組長 | 隊長 | 主任 | 团队长 | team leader | supervisor'],
  ['areaManager', '區經理 | 区经理 | regional manager'],
  ['branchManager', '經理 | 經理人 | 分行經理 | 营业部负责人 | manager'],
  ['deputyManager', '副理 | deputy'],
  ['administrator', '系統管理員 | 系统管理员 | admin'],
]);
const leadsWords = words<'yes' | 'no'>([
  ['yes', '是 | 有 | 主管 | 負責 | y | yes | true | 1 | v | ✓ | ○'],
  ['no', '否 | 不是 | 沒有 | 没有 | 非主管 | n | no | false | 0 | x'],
]);
const kindWords = words<EmploymentKind>([
  ...employmentKinds.map((kind) => [kind, kind] as const),
  ['regular', '正式 | 正職 | 正式員工 | 正式员工 | 全職 | 全职 | full-time | permanent'],
  ['probation', '試用 | 试用 | 試用期'],
  ['contract', '約聘 | 合約 | 合同 | 合同工 | 契約 | 约聘'],
  ['partTime', '兼職 | 兼职 | 部分工時 | part-time'],
  ['dispatched', '派遣 | 劳务派遣 | 勞務派遣'],
  ['intern', '實習 | 实习 | 工讀 | internship'],
]);

function wordOf<T extends string>(
  known: ReadonlyMap<string, T>,
  text: string | undefined,
  field: string,
  reasons: Remark[],
): T | undefined {
  if (text === undefined) return undefined;
  const found = known.get(fold(text));
  if (found === undefined)
    reasons.push({ field, code: 'imports.reason.unknownWord', params: { typed: text.slice(0, 60) } });
  return found;
}

const nothing = { subjectId: null, reasons: [], notes: [], candidates: [] };

function planRow(ctx: ReadContext, row: ImportRow, listed: ListedPerson, known: readonly KnownPerson[]): RowPlan {
  if (listed.reasons.length > 0) return { ...nothing, verdict: 'refused', reasons: listed.reasons };
  const doubtful = (code: string, who: readonly KnownPerson[], params = {}): RowPlan => ({
    ...nothing,
    verdict: 'doubtful',
    reasons: [{ code: `imports.reason.${code}`, params }],
    candidates: who.map(({ id, name, unitName }) => ({ id, name, unit: unitName ?? '—' })),
  });
  const numbered = known.find(({ number }) => number !== null && number === listed.number);
  if (numbered !== undefined)
    return foldName(numbered.name) === foldName(listed.name)
      ? planKnown(numbered, listed)
      : doubtful('otherPersonsNumber', [numbered]);
  const named = known.filter(
    (one) => one.nameFolded === foldName(listed.name) && (one.number === null || listed.number === undefined),
  );
  const sure = named.filter(
    (one) =>
      (one.e164 !== null && one.e164 === listed.e164) ||
      (one.email !== null && one.email === listed.email) ||
      (listed.unitId !== undefined && one.unitId === listed.unitId),
  );
  const [only] = sure;
  if (sure.length > 1) return doubtful('severalAlike', sure);
  if (only !== undefined) return planKnown(only, listed);
  if (named.length > 0) return doubtful('sameName', named);
  if (row.alikeLine !== undefined) return doubtful('alikeLine', [], { line: row.alikeLine });
  if (listed.unitId === undefined)
    return { ...nothing, verdict: 'refused', reasons: [{ field: 'unit', code: 'imports.reason.missing' }] };
  const create = newPerson(ctx, listed, listed.unitId);
  return { ...nothing, verdict: 'created', subjectId: create.id, change: { create } satisfies Change };
}

const newPerson = (ctx: ReadContext, listed: ListedPerson, unitId: string): NewPerson => ({
  id: newId(ctx.clock.now()),
  name: listed.name,
  ...(listed.phone === undefined ? {} : { phone: listed.phone }),
  ...(listed.email === undefined ? {} : { email: listed.email }),
  employment: {
    kind: listed.kind,
    fromDay: listed.fromDay,
    ...(listed.number === undefined ? {} : { number: listed.number }),
  },
  posting: { unitId, position: listed.position, leads: listed.leads },
});

/** A list mends phone and e-mail; where somebody works and as what is moved with a date, on his own page. */
function planKnown(person: KnownPerson, listed: ListedPerson): RowPlan {
  const moved =
    (listed.unitId !== undefined && listed.unitId !== person.unitId) ||
    (listed.positionGiven && listed.position !== person.position);
  const phone = listed.phone !== undefined && listed.phone !== person.phone ? listed.phone : null;
  const email = listed.email !== undefined && listed.email !== person.email ? listed.email : null;
  const note = (field: string, from: string | null, to: string | null): Remark[] =>
    to === null
      ? []
      : [
          {
            field,
            code: from === null ? 'imports.note.filled' : 'imports.note.changed',
            params: { from: from ?? '', to },
          },
        ];
  const notes = [...note('phone', person.phone, phone), ...note('email', person.email, email)];
  const kept: Remark[] = moved ? [{ field: 'unit', code: 'imports.note.postingKept' }] : [];
  const changed = notes.length > 0;
  const update: PersonUpdate = { person, phone, email };
  return {
    verdict: changed ? 'changed' : 'unchanged',
    subjectId: person.id,
    reasons: [],
    notes: [...notes, ...kept],
    candidates: [],
    ...(changed ? { change: { update } satisfies Change } : {}),
  };
}

async function applyRows(ctx: WriteContext, rows: readonly PlannedRow[]): Promise<void> {
  const changes = rows.map(({ plan }) => plan.change as Change);
  for (const change of changes) {
    if (!('create' in change)) continue;
    const added = await insertPerson(ctx, change.create);
    if (isRefusal(added)) throw new Error('a person was refused by value');
  }
  await updatePeople(
    ctx,
    changes.flatMap((change) => ('update' in change ? [change.update] : [])),
  );
}
