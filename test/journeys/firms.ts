// A list as offices hand it out: Big5 with carriage returns, numbers that a spreadsheet guarded or stripped, ROC dates in three ways, an
// entity in a name, a line without a name, and one firm twice.
import iconv from 'iconv-lite';

export const firms = ['恆盛投資', '錦江建設', '蜀光設計', '永安&泰豐商行', '天府數位', '南門會計師事務所'] as const;

const lines = [
  '公司名稱,營利事業統一編號,總機電話,住址,成立日期',
  '恆盛投資,="04595257",02-2345-6780,台北市信義區松仁路 8 號國際大廈 12F-1,085/03/12',
  '錦江建設,12345675,(02)2345-6781#23,台北市信義區松仁路 8 號國際大廈 17F-3,0930401',
  '蜀光設計,23098764,02-2345-6782,台北市信義區松仁路 8 號國際大廈 15F-2,民國98年7月1日',
  '永安&amp;泰豐商行,4595252,02-2345-6783,台北市信義區松仁路 8 號國際大廈 9F,2001-05-06',
  '天府數位,53874122,02-2345-6784,"台北市大安區仁愛路四段 300 號, 5 樓",1120815',
  '南門會計師事務所,28551134,02-2345-6785,台北市中正區南昌路一段 20 號,',
  ',42600110,02-2345-6786,台北市中正區衡陽路 51 號,',
  '恆盛投資,04595257,02-2345-6780,台北市信義區松仁路 8 號國際大廈 12F-1,085/03/12',
  '',
];

export const firmsFile = {
  name: '城中名單.csv',
  mimeType: 'text/csv',
  buffer: iconv.encode(lines.join('\r\n'), 'big5'),
};
