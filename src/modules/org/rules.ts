import type { Capability } from '#platform/shared/actor.ts';
import { addDays, type Day, weekday } from '#platform/shared/day.ts';
import type { Labels } from '#platform/shared/languages.ts';

/** Kinds of unit in the organisation tree (S7); one root of kind `company` per company. */
export const unitKinds = ['company', 'branch', 'department', 'area', 'team', 'outlet'] as const;
export type UnitKind = (typeof unitKinds)[number];

const field: Capability[] = ['customers.read', 'customers.write', 'visits.make'];
const lead: Capability[] = [...field, 'customers.assign', 'imports.run', 'plans.confirm', 'boards.read'];

/**
 * The positions of the working documents and what each allows by itself. Who *leads* a unit (a posting's mark, not a position) is allowed
 * a lead's work in it; a department's staff sees what its function covers and nothing of the field by default.
 */
export const positions = {
  administrator: position(
    '管理員',
    '管理员',
    'Administrator',
    [...lead, 'org.manage', 'people.manage', 'company.manage', 'audit.read'],
    true,
  ),
  vicePresident: position('副總裁', '副总裁', 'Vice president', []),
  branchManager: position('營業部經理', '营业部经理', 'Branch manager', []),
  deputyManager: position('副經理', '副经理', 'Deputy manager', []),
  managerAssistant: position('經理助理', '经理助理', "Manager's assistant", []),
  chiefAccountant: position('主辦會計', '主办会计', 'Chief accountant', []),
  departmentHead: position('部門主管', '部门主管', 'Department head', []),
  departmentStaff: position('部門人員', '部门人员', 'Department staff', []),
  areaManager: position('區域經理', '区域经理', 'Area manager', field),
  teamLead: position('團隊負責人', '团队负责人', 'Team lead', field),
  accountManager: position('客戶經理', '客户经理', 'Account manager', field),
  salesRep: position('銷售人員', '销售人员', 'Sales rep', field),
} as const satisfies Record<string, PositionDefinition>;
export type Position = keyof typeof positions;
export const positionCodes = Object.keys(positions) as [Position, ...Position[]];

interface PositionDefinition {
  labels: Labels;
  capabilities: readonly Capability[];
  /** Sees the subtree of the unit he is posted to, as if he led it. */
  seesSubtree: boolean;
}

function position(
  hant: string,
  hans: string,
  en: string,
  capabilities: Capability[],
  seesSubtree = false,
): PositionDefinition {
  return { labels: { 'zh-Hant': hant, 'zh-Hans': hans, en }, capabilities, seesSubtree };
}

export interface PostingFacts {
  position: string;
  leads: boolean;
}

const definitionOf = (code: string): PositionDefinition | undefined =>
  code in positions ? positions[code as Position] : undefined;

/** What a person's postings of today allow together. */
export function capabilitiesOf(postings: readonly PostingFacts[]): Set<Capability> {
  return new Set(
    postings.flatMap((posting) => [
      ...(definitionOf(posting.position)?.capabilities ?? []),
      ...(posting.leads ? lead : []),
    ]),
  );
}

/** Whether a posting opens the facts of its whole subtree. */
export const seesSubtree = (posting: PostingFacts): boolean =>
  posting.leads || (definitionOf(posting.position)?.seesSubtree ?? false);

/** Whether a dated row [from, to) stands on a day. */
export const standsOn = (day: string, from: string, to: string | null): boolean =>
  from <= day && (to === null || day < to);

/** How somebody is employed; what follows from it for pay and attendance belongs to those modules. */
export const employmentKinds = ['regular', 'probation', 'contract', 'partTime', 'dispatched', 'intern'] as const;
export type EmploymentKind = (typeof employmentKinds)[number];

/** Days that differ from the week's pattern: true works (make-up day), false does not (holiday). */
export type CalendarExceptions = ReadonlyMap<Day, boolean>;

/** Monday to Friday work where no calendar says otherwise. */
export const worksByPattern = (day: Day): boolean => weekday(day) <= 5;

export const isWorkingDay = (exceptions: CalendarExceptions, day: Day): boolean =>
  exceptions.get(day) ?? worksByPattern(day);

/** The first working day after a day. @throws RangeError when a calendar leaves none within a year. */
export function nextWorkingDay(exceptions: CalendarExceptions, day: Day): Day {
  for (let ahead = 1; ahead <= 366; ahead += 1) {
    const next = addDays(day, ahead);
    if (isWorkingDay(exceptions, next)) return next;
  }
  throw new RangeError(`no working day within a year after ${day}`);
}

/** What a company's first calendar is called, by region. */
export const calendarNames: Readonly<Record<string, Labels>> = {
  taiwan: { 'zh-Hant': '台灣行事曆', 'zh-Hans': '台湾工作日历', en: 'Taiwan' },
  mainland: { 'zh-Hant': '中國大陸行事曆', 'zh-Hans': '中国大陆工作日历', en: 'Mainland China' },
  hongkong: { 'zh-Hant': '香港行事曆', 'zh-Hans': '香港工作日历', en: 'Hong Kong' },
};
