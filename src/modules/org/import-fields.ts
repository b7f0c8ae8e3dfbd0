// What a column of a list of people can hold, with the words real lists use in their headers (S7).
import type { Labels } from '#platform/shared/languages.ts';
import type { ImportField } from '#modules/imports/public.ts';

const labels = (hant: string, hans: string, en: string): Labels => ({ 'zh-Hant': hant, 'zh-Hans': hans, en });
const words = (text: string): string[] => text.split(' | ');

export const peopleImportFields: readonly ImportField[] = [
  {
    key: 'name',
    kind: 'text',
    max: 80,
    required: true,
    labels: labels('姓名', '姓名', 'Name'),
    aliases: words('員工姓名 | 人員 | 人員姓名 | 名字 | 中文姓名 | full name | employee | employee name | person'),
  },
  {
    key: 'number',
    kind: 'text',
    max: 40,
    strict: true,
    labels: labels('員工編號', '工号', 'Employee number'),
    aliases: words(
      '員編 | 工號 | 職員編號 | 人員編號 | 員工代號 | employee id | employee no | staff number | staff id',
    ),
  },
  {
    key: 'unit',
    kind: 'unit',
    strict: true,
    labels: labels('單位', '单位', 'Unit'),
    aliases: words('部門 | 所屬單位 | 所屬部門 | 團隊 | 據點 | 網點 | department | team | office | branch'),
  },
  {
    key: 'position',
    kind: 'code',
    strict: true,
    labels: labels('職務', '职务', 'Position'),
    aliases: words('職稱 | 職位 | 岗位 | 崗位 | job title | title | role'),
  },
  {
    key: 'leads',
    kind: 'code',
    strict: true,
    labels: labels('單位主管', '单位主管', 'Leads the unit'),
    aliases: words('主管 | 是否主管 | 帶領單位 | 负责人 | lead | manager | is manager'),
  },
  {
    key: 'phone',
    kind: 'phone',
    labels: labels('電話', '电话', 'Phone'),
    aliases: words('手機 | 手機號碼 | 行動電話 | 聯絡電話 | mobile | cell | tel | telephone'),
  },
  {
    key: 'email',
    kind: 'email',
    labels: labels('電子郵件', '电子邮件', 'E-mail'),
    aliases: words('電子信箱 | 信箱 | 邮箱 | 公司信箱 | email | mail'),
  },
  {
    key: 'fromDay',
    kind: 'day',
    strict: true,
    labels: labels('到職日', '入职日期', 'Employed from'),
    aliases: words('到職日期 | 入職日 | 任職日期 | 報到日 | hire date | start date | date hired'),
  },
  {
    key: 'employmentKind',
    kind: 'code',
    strict: true,
    labels: labels('僱用別', '用工形式', 'Employment'),
    aliases: words('雇用別 | 僱用類別 | 聘用類別 | 员工类型 | employment type | contract type'),
  },
];
