// Folding of names and addresses for comparing them (duplicates, headers, sign-in names): small and without dictionaries, so that the
// browser can have it. Search folds further, to Simplified characters (platform/server/search).

const VARIANTS: Record<string, string> = { 臺: '台', 巿: '市', 囯: '國', '﹑': '、', '•': '·', '‧': '·', '・': '·' };
const VARIANT = new RegExp(`[${Object.keys(VARIANTS).join('')}]`, 'g');
/** Marks that are not seen: zero-width space and joiners, direction marks, byte order mark, soft hyphen. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** NFKC, lower case, 臺 → 台, white space to single spaces, nothing invisible. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(VARIANT, (character) => VARIANTS[character] ?? character)
    .replace(/\s+/g, ' ')
    .trim();
}

const COMPANY_SUFFIX =
  /(?:股份有限公司|(?<=.)\(股\)(?:有限)?公司|\(有\)公司|有限責任公司|有限责任公司|股份公司|有限公司|无限公司|無限公司|兩合公司|企業社|公司)$/;
const COMPANY_SUFFIX_LATIN =
  /[\s,.]+(?:co(?:mpany)?\.?,?\s*(?:ltd|limited)|corp(?:oration)?|inc(?:orporated)?|ltd|limited|llc|l\.l\.c|plc|gmbh|pte\.?\s*ltd|co)\.?$/;

/**
 * A name for comparing: folded, without spaces and punctuation, and without the legal form of a company
 * ('臺灣水泥（股）公司' and '台灣水泥股份有限公司' agree; so do 'Acme Co., Ltd.' and 'ACME'). Never empty when the name is not.
 */
export function foldName(name: string): string {
  const folded = fold(name);
  const latin = folded.replace(COMPANY_SUFFIX_LATIN, '');
  const core = latin.replace(/\s/g, '').replace(COMPANY_SUFFIX, '');
  const bare = (core === '' ? folded : core).replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  return bare === '' ? folded : bare;
}

const DIGITS = '零一二三四五六七八九';

/** 二十三 → 23, for the numbers of addresses (up to 99). */
function numeral(text: string): string {
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['', text];
  const digit = (character: string): number => (character === '〇' ? 0 : DIGITS.indexOf(character));
  if (!text.includes('十')) return [...text].map(digit).join('');
  return String((tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones)));
}

/**
 * An address for comparing: folded, without spaces, punctuation, postal code and country; 二段 and 2段, 樓 and F, 之1 and -1 agree.
 */
export function foldAddress(address: string): string {
  return fold(address)
    .replace(/\s/g, '')
    .replace(/^[[(]?\d{3,6}[\])]?(?=[^\d號号])/, '')
    .replace(/^(?:中華民國|台灣省?|中国|中國)(?=.)/, '')
    .replace(/([〇零一二三四五六七八九十]{1,4})(?=[段樓楼层層號号巷弄室鄰邻])/g, numeral)
    .replace(/(\d)(?:f|楼|层|層)/g, '$1樓')
    .replace(/号/g, '號')
    .replace(/(?<=[號樓\d])[之-](?=\d)/g, '-')
    .replace(/[^\p{L}\p{N}-]/gu, '');
}
