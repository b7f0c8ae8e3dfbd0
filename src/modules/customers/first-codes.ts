import type { Labels } from '#platform/shared/languages.ts';
import type { CodeList } from './rules.ts';

export interface FirstCode {
  code: string;
  labels: Labels;
}

const entry = (code: string, hant: string, hans: string, en: string): FirstCode => ({
  code,
  labels: { 'zh-Hant': hant, 'zh-Hans': hans, en },
});

/** What a new company's lists begin with; it adds, renames and retires as it likes. */
export const firstCodes: Readonly<Record<CodeList, readonly FirstCode[]>> = {
  industry: [
    entry('manufacturing', '製造業', '制造业', 'Manufacturing'),
    entry('electronics', '電子業', '电子业', 'Electronics'),
    entry('wholesale', '批發貿易', '批发贸易', 'Wholesale and trade'),
    entry('retail', '零售', '零售', 'Retail'),
    entry('food', '餐飲', '餐饮', 'Food and drink'),
    entry('lodging', '旅館', '酒店', 'Lodging'),
    entry('finance', '金融保險', '金融保险', 'Finance and insurance'),
    entry('property', '不動產', '房地产', 'Real estate'),
    entry('construction', '營建工程', '建筑工程', 'Construction'),
    entry('transport', '運輸倉儲', '运输仓储', 'Transport and storage'),
    entry('information', '資訊服務', '信息服务', 'Information services'),
    entry('professional', '專業服務', '专业服务', 'Professional services'),
    entry('education', '教育', '教育', 'Education'),
    entry('health', '醫療照護', '医疗护理', 'Health and care'),
    entry('media', '媒體出版', '媒体出版', 'Media and publishing'),
    entry('publicSector', '公共部門', '公共部门', 'Public sector'),
    entry('otherIndustry', '其他行業', '其他行业', 'Other'),
  ],
  source: [
    entry('canvass', '掃樓', '扫楼', 'Canvass'),
    entry('referral', '轉介紹', '转介绍', 'Referral'),
    entry('walkIn', '上門', '上门', 'Walk-in'),
    entry('phoneIn', '來電', '来电', 'Incoming call'),
    entry('list', '名單', '名单', 'List'),
    entry('event', '活動', '活动', 'Event'),
    entry('online', '網路', '网络', 'Online'),
    entry('existing', '既有客戶', '存量客户', 'Existing customer'),
  ],
  tag: [
    entry('key', '重點', '重点', 'Key'),
    entry('decisionNear', '近期決定', '近期决策', 'Decision near'),
    entry('contractEnding', '合約將到期', '合同将到期', 'Contract ending'),
    entry('competitorHeld', '競爭對手客戶', '竞争对手客户', 'Held by a competitor'),
    entry('priceSensitive', '重視價格', '重视价格', 'Price-minded'),
    entry('paysLate', '付款慢', '付款慢', 'Pays late'),
  ],
  product: [
    entry('officeSupplies', '辦公用品', '办公用品', 'Office supplies'),
    entry('paper', '紙品', '纸品', 'Paper'),
    entry('consumables', '耗材', '耗材', 'Consumables'),
    entry('fixedLine', '市話', '固定电话', 'Fixed line'),
    entry('handset', '手機門號', '手机号码', 'Mobile number'),
    entry('broadband', '寬頻', '宽带', 'Broadband'),
    entry('securitiesAccount', '證券戶', '证券账户', 'Securities account'),
  ],
  archiveReason: [
    entry('closedDown', '已歇業', '已停业', 'Closed down'),
    entry('duplicate', '重複', '重复', 'Duplicate'),
    entry('movedAway', '已搬離', '已搬离', 'Moved away'),
    entry('notACustomer', '不是客戶', '不是客户', 'Not a customer'),
    entry('otherReason', '其他', '其他', 'Other'),
  ],
  lifecycleReason: [
    entry('competitor', '改用競爭對手', '改用竞争对手', 'Went to a competitor'),
    entry('price', '價格', '价格', 'Price'),
    entry('noNeed', '沒有需要', '没有需求', 'No need'),
    entry('service', '對服務不滿', '对服务不满', 'Unhappy with the service'),
    entry('silent', '久未往來', '久未往来', 'Long silent'),
    entry('otherReason', '其他', '其他', 'Other'),
  ],
  assignReason: [
    entry('newList', '新名單分派', '新名单分派', 'New list'),
    entry('territory', '調整責任區', '调整责任区', 'Change of territory'),
    entry('handover', '交接', '交接', 'Hand-over'),
    entry('workload', '調整工作量', '调整工作量', 'Workload'),
    entry('otherReason', '其他', '其他', 'Other'),
  ],
};
