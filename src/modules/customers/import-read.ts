// A row of a list as a customer: what it says, and by which marks it is known again.
import type { Region } from '#platform/shared/region/regions.ts';
import type { Phone } from '#platform/shared/region/phone.ts';
import { fold, foldAddress, foldName } from '#platform/shared/text/fold.ts';
import type { ImportRow, Marks, Remark } from '#modules/imports/public.ts';
import { customerImportFields } from './import-fields.ts';
import {
  type ContactPart,
  type CustomerKind,
  customerKinds,
  type Lifecycle,
  lifecycles,
  type PhoneKind,
} from './rules.ts';
import type { ContactRow, PhoneRow } from './to-insert.ts';

export type ListedContact = Omit<ContactRow, 'id'>;

/** What a row says; undefined where it says nothing. */
export interface ListedCustomer {
  name: string;
  nameFolded: string;
  externalId: string | undefined;
  taxNumber: string | undefined;
  kind: CustomerKind | undefined;
  lifecycle: Lifecycle | undefined;
  shortName: string | undefined;
  industry: string | undefined;
  source: string | undefined;
  website: string | undefined;
  email: string | undefined;
  foundedDay: string | undefined;
  capitalMinor: number | undefined;
  employees: number | undefined;
  phones: PhoneRow[];
  address: string | undefined;
  addressFolded: string;
  contacts: ListedContact[];
  tags: string[];
  reasons: Remark[];
}

export interface CodeWords {
  industry: ReadonlyMap<string, string>;
  source: ReadonlyMap<string, string>;
  tag: ReadonlyMap<string, string>;
}

export function listedCustomer(row: ImportRow, region: Region, codes: CodeWords): ListedCustomer {
  const { texts, numbers } = row;
  const reasons: Remark[] = [];
  const name = texts['name'] ?? '';
  return {
    name,
    nameFolded: foldName(name),
    externalId: texts['externalId'],
    taxNumber: texts['taxNumber'],
    kind: wordIn(kindWords, customerKinds, texts['kind'], 'kind', reasons),
    lifecycle: wordIn(lifecycleWords, lifecycles, texts['lifecycle'], 'lifecycle', reasons),
    shortName: texts['shortName'],
    industry: codeFor(codes.industry, texts['industry']),
    source: codeFor(codes.source, texts['source']),
    website: texts['website'],
    email: texts['email'],
    foundedDay: texts['foundedDay'],
    capitalMinor: numbers['capital'],
    employees: numbers['employees'],
    phones: phonesOf(row),
    address: texts['address'],
    addressFolded: foldAddress(texts['address'] ?? ''),
    contacts: contactsOf(row, region),
    tags: tagsOf(texts['tags'], codes),
    reasons,
  };
}

const kindWords: Readonly<Record<CustomerKind, string>> = {
  firm: '公司 企業 企业 法人 公司行號 公司行号 company business corporate',
  shop: '店家 商店 商號 商号 店面 零售店 個體戶 个体户 store retailer',
  household: '家庭 住戶 住户 個人 个人 一般戶 居民 home individual residential person consumer',
  government: '政府機關 政府机关 政府 機關 机关 公家機關 public authority',
  publicInstitution: '公共機構 公共机构 事業單位 事业单位 學校 学校 醫院 医院 school hospital institution',
  other: '其他 其它',
};
const lifecycleWords: Readonly<Record<Lifecycle, string>> = {
  prospect: '潛在 潜在 潛在客戶 潜在客户 準客戶 意向客户 lead',
  active: '往來中 往来中 往來 活躍 活跃 成交 既有客戶 老客户 existing won',
  dormant: '沉睡 休眠 久未往來 inactive sleeping',
  lost: '流失 已流失 失聯 churned closed',
};

function wordIn<T extends string>(
  words: Readonly<Record<T, string>>,
  all: readonly T[],
  text: string | undefined,
  field: string,
  reasons: Remark[],
): T | undefined {
  if (text === undefined) return undefined;
  const typed = fold(text);
  const found = all.find((one) => fold(one) === typed || words[one].split(' ').includes(typed));
  if (found === undefined)
    reasons.push({ field, code: 'imports.reason.unknownWord', params: { typed: text.slice(0, 60) } });
  return found;
}

/** The code a label stands for; what the company's list does not hold is kept as it is written. */
const codeFor = (words: ReadonlyMap<string, string>, text: string | undefined): string | undefined =>
  text === undefined ? undefined : (words.get(fold(text)) ?? text);

function tagsOf(text: string | undefined, codes: CodeWords): string[] {
  const pieces = (text ?? '').split(/[,，;；、|\n]+/).map((piece) => piece.trim().slice(0, 60));
  return [...new Set(pieces.filter((piece) => piece !== '').map((piece) => codeFor(codes.tag, piece) ?? piece))];
}

const phoneRow = (phone: Phone, kind?: PhoneKind): PhoneRow => ({
  typed: phone.typed,
  e164: phone.e164,
  extension: phone.extension,
  kind: kind ?? phone.kind ?? 'other',
});

function phonesOf({ phones }: ImportRow): PhoneRow[] {
  const all = [
    ...(phones['phone'] ?? []).map((phone) => phoneRow(phone)),
    ...(phones['mobile'] ?? []).map((phone) => phoneRow(phone)),
    ...(phones['fax'] ?? []).map((phone) => phoneRow(phone, 'fax')),
  ];
  return all.filter((phone, index) => all.findIndex((other) => samePhone(phone, other)) === index);
}

/** A number that is not understood is itself only as it is typed. */
export const samePhone = (
  one: Pick<PhoneRow, 'typed' | 'e164' | 'extension'>,
  other: Pick<PhoneRow, 'typed' | 'e164' | 'extension'>,
): boolean =>
  one.e164 === null || other.e164 === null
    ? one.typed === other.typed
    : one.e164 === other.e164 && one.extension === other.extension;

const roles = [
  ['chairman', 'decisionMaker'],
  ['generalManager', 'decisionMaker'],
  ['spokesperson', 'other'],
  ['deputySpokesperson', 'other'],
] as const satisfies readonly (readonly [string, ContactPart])[];

/** Who is named in the row, each once: whoever is chairman and general manager has both titles. */
function contactsOf({ texts, phones }: ImportRow, region: Region): ListedContact[] {
  const contacts: ListedContact[] = [];
  const add = (contact: ListedContact): void => {
    const known = contacts.find((other) => foldName(other.name) === foldName(contact.name));
    if (known === undefined) contacts.push(contact);
    else if (contact.title !== null && known.title !== contact.title)
      known.title = known.title === null ? contact.title : `${known.title}、${contact.title}`.slice(0, 80);
  };
  const [phone] = phones['contactPhone'] ?? [];
  if (texts['contactName'] !== undefined)
    add({
      name: texts['contactName'],
      part: 'other',
      title: texts['contactTitle'] ?? null,
      phone: phone === undefined ? null : { typed: phone.typed, e164: phone.e164 },
      email: texts['contactEmail'] ?? null,
    });
  for (const [key, part] of roles) {
    const name = texts[key];
    const label = customerImportFields.find((field) => field.key === key)?.labels[region.language] ?? key;
    const title = key === 'spokesperson' ? (texts['spokespersonTitle'] ?? label) : label;
    if (name !== undefined) add({ name, part, title, phone: null, email: null });
  }
  return contacts;
}

/** Whether two numbers that both have prove that two customers are two. */
export const strengthOf = (customer: { taxNumber?: unknown; externalId?: unknown }): number =>
  (customer.taxNumber == null ? 0 : 1) + (customer.externalId == null ? 0 : 2);

/** Weaker marks of a row meet only those of rows that lack the numbers it has: two tax numbers at one switchboard are two firms. */
function weak(keys: readonly string[], strength: number): Marks {
  const others = [0, 1, 2, 3].filter((other) => (other & strength) === 0);
  return {
    ask: keys.flatMap((key) => others.map((other) => `${other} ${key}`)),
    keep: keys.map((key) => `${strength} ${key}`),
  };
}

export function customerMarks(row: ImportRow): { same: Marks; alike: Marks } {
  const { texts, phones } = row;
  const [tax, external] = [texts['taxNumber'], texts['externalId']];
  const strong = [...(tax === undefined ? [] : [`t ${tax}`]), ...(external === undefined ? [] : [`e ${external}`])];
  const strength = strengthOf({ taxNumber: tax, externalId: external });
  const name = foldName(texts['name'] ?? '');
  const address = foldAddress(texts['address'] ?? '');
  const numbers = [...(phones['phone'] ?? []), ...(phones['mobile'] ?? [])].flatMap(({ e164 }) => e164 ?? []);
  const household = isHousehold(texts['kind']);
  const same = weak(
    [...(address === '' ? [] : [`a ${name} ${address}`]), ...numbers.map((n) => `p ${name} ${n}`)],
    strength,
  );
  return {
    same: { ask: [...strong, ...same.ask], keep: [...strong, ...same.keep] },
    alike: weak([...(household ? [] : [`n ${name}`]), ...numbers.map((number) => `p ${number}`)], strength),
  };
}

/** Many households share a name; it tells nothing. */
const isHousehold = (kind: string | undefined): boolean =>
  kind !== undefined && (kind === 'household' || kindWords.household.split(' ').includes(fold(kind)));
