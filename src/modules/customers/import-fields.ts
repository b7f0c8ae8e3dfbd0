// What a column of a customer list can hold, with the words real lists use in their headers (O16).
import type { Labels } from '#platform/shared/languages.ts';
import type { ImportField } from '#modules/imports/public.ts';

const labels = (hant: string, hans: string, en: string): Labels => ({ 'zh-Hant': hant, 'zh-Hans': hans, en });
const words = (text: string): string[] => text.split(' | ');

export const customerImportFields: readonly ImportField[] = [
  {
    key: 'name',
    kind: 'text',
    required: true,
    labels: labels('客戶名稱', '客户名称', 'Customer name'),
    aliases: words(
      '名稱 | 公司名稱 | 公司 | 公司全名 | 商號 | 店名 | 商店名稱 | 單位名稱 | 企業名稱 | 戶名 | 姓名 | company | company name | account | account name | customer | client | business name',
    ),
  },
  {
    key: 'externalId',
    kind: 'text',
    max: 60,
    strict: true,
    labels: labels('客戶編號', '客户编号', 'Customer number'),
    aliases: words(
      '客戶代號 | 客戶代碼 | 公司代號 | 股票代號 | 證券代號 | customer id | customer code | customer no | account id | account number | external id',
    ),
  },
  {
    key: 'shortName',
    kind: 'text',
    max: 80,
    labels: labels('簡稱', '简称', 'Short name'),
    aliases: words('公司簡稱 | 客戶簡稱 | 英文簡稱 | abbreviation'),
  },
  {
    key: 'taxNumber',
    kind: 'taxNumber',
    strict: true,
    labels: labels('統一編號', '统一社会信用代码', 'Tax number'),
    aliases: words(
      '統編 | 營利事業統一編號 | 公司統編 | 稅號 | 税号 | 納稅人識別號 | 统一信用代码 | 商業登記號碼 | 商业登记号码 | tax id | vat | vat number | unified business number | business registration number | uniform number',
    ),
  },
  {
    key: 'kind',
    kind: 'code',
    strict: true,
    labels: labels('類別', '类别', 'Kind'),
    aliases: words('客戶類別 | 客戶類型 | 客戶別 | customer type | customer kind | type'),
  },
  {
    key: 'lifecycle',
    kind: 'code',
    strict: true,
    labels: labels('狀態', '状态', 'Status'),
    aliases: words('客戶狀態 | 往來狀態 | lifecycle | customer status'),
  },
  {
    key: 'industry',
    kind: 'code',
    max: 60,
    labels: labels('行業', '行业', 'Industry'),
    aliases: words('產業別 | 行業別 | 產業 | 產業類別 | 行業類別 | sector'),
  },
  {
    key: 'source',
    kind: 'code',
    max: 60,
    labels: labels('名單來源', '线索来源', 'Source'),
    aliases: words('來源 | 客戶來源 | lead source'),
  },
  {
    key: 'phone',
    kind: 'phone',
    labels: labels('電話', '电话', 'Phone'),
    aliases: words(
      '總機電話 | 公司電話 | 市話 | 聯絡電話 | 联系电话 | 電話號碼 | 總機 | tel | telephone | phone number',
    ),
  },
  {
    key: 'mobile',
    kind: 'phone',
    labels: labels('手機', '手机', 'Mobile'),
    aliases: words('行動電話 | 手機號碼 | 手机号码 | cell | cell phone | mobile phone'),
  },
  {
    key: 'fax',
    kind: 'phone',
    labels: labels('傳真', '传真', 'Fax'),
    aliases: words('傳真機號碼 | 傳真號碼 | fax number'),
  },
  {
    key: 'address',
    kind: 'text',
    max: 300,
    labels: labels('地址', '地址', 'Address'),
    aliases: words(
      '住址 | 公司地址 | 營業地址 | 通訊地址 | 聯絡地址 | 联系地址 | 辦公地址 | 登記地址 | office address | street address | office location',
    ),
  },
  {
    key: 'email',
    kind: 'email',
    labels: labels('電子郵件', '电子邮件', 'E-mail'),
    aliases: words('電子郵件信箱 | 電子信箱 | 信箱 | 邮箱 | email | mail | email address'),
  },
  {
    key: 'website',
    kind: 'text',
    max: 300,
    labels: labels('網址', '网址', 'Website'),
    aliases: words('網站 | 公司網址 | 公司網站 | url | homepage | web'),
  },
  {
    key: 'foundedDay',
    kind: 'day',
    labels: labels('成立日期', '成立日期', 'Founded'),
    aliases: words('設立日期 | 創立日期 | 核准設立日期 | 註冊日期 | founded on | date founded | date established'),
  },
  {
    key: 'capital',
    kind: 'money',
    labels: labels('資本額', '注册资本', 'Capital'),
    aliases: words('實收資本額 | 實收資本 | 資本總額 | 註冊資本 | paid-in capital | registered capital'),
  },
  {
    key: 'employees',
    kind: 'integer',
    labels: labels('員工人數', '员工人数', 'Employees'),
    aliases: words('人數 | 員工數 | 公司人數 | 職工人數 | headcount | number of employees | staff'),
  },
  {
    key: 'tags',
    kind: 'text',
    labels: labels('標籤', '标签', 'Tags'),
    aliases: words('標記 | labels'),
  },
  {
    key: 'contactName',
    kind: 'text',
    max: 80,
    labels: labels('聯絡人', '联系人', 'Contact'),
    aliases: words('聯絡人姓名 | 聯繫人 | 窗口 | 承辦人 | contact name | contact person'),
  },
  {
    key: 'contactTitle',
    kind: 'text',
    max: 80,
    labels: labels('聯絡人職稱', '联系人职务', 'Contact title'),
    aliases: words('職稱 | 職務 | 職位 | job title | title'),
  },
  {
    key: 'contactPhone',
    kind: 'phone',
    labels: labels('聯絡人電話', '联系人电话', 'Contact phone'),
    aliases: words('聯絡人手機 | 聯繫人電話 | contact mobile | contact tel'),
  },
  {
    key: 'contactEmail',
    kind: 'email',
    labels: labels('聯絡人電子郵件', '联系人邮箱', 'Contact e-mail'),
    aliases: words('聯絡人信箱 | 聯絡人email | contact email'),
  },
  {
    key: 'chairman',
    kind: 'text',
    max: 80,
    labels: labels('董事長', '董事长', 'Chairman'),
    aliases: words('負責人 | 代表人 | 法定代表人 | 法人代表 | 公司負責人 | legal representative | chairperson'),
  },
  {
    key: 'generalManager',
    kind: 'text',
    max: 80,
    labels: labels('總經理', '总经理', 'General manager'),
    aliases: words('經理人 | ceo'),
  },
  {
    key: 'spokesperson',
    kind: 'text',
    max: 80,
    labels: labels('發言人', '发言人', 'Spokesperson'),
    aliases: [],
  },
  {
    key: 'spokespersonTitle',
    kind: 'text',
    max: 80,
    labels: labels('發言人職稱', '发言人职务', "Spokesperson's title"),
    aliases: [],
  },
  {
    key: 'deputySpokesperson',
    kind: 'text',
    max: 80,
    labels: labels('代理發言人', '代理发言人', 'Deputy spokesperson'),
    aliases: [],
  },
  {
    key: 'owner',
    kind: 'person',
    strict: true,
    labels: labels('負責人員', '负责人员', 'Owner'),
    aliases: words(
      '業務 | 業務員 | 業務人員 | 負責業務 | 客戶經理 | 銷售人員 | account manager | sales rep | sales agent | salesperson | assigned to',
    ),
  },
  {
    key: 'unit',
    kind: 'unit',
    strict: true,
    labels: labels('單位', '单位', 'Unit'),
    aliases: words('所屬單位 | 團隊 | 所屬團隊 | 據點 | 部門 | team | department | branch'),
  },
];
