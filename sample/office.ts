// The office-supplies arm: firms in office buildings, walked door by door (O2, O4, O8, O12).
import type { VisitOutcome } from '#modules/visits/rules.ts';
import type { Dice } from './dice.ts';
import type { Account, Next, Trade } from './story.ts';

const bases = { asked: 50, observed: 35, told: 15 };

/** What an office uses, fixed when it is found, so that every report tells the same office. */
export function officeFacts(chance: Dice, employees: number): Record<string, unknown> {
  const size = employees <= 10 ? 'under30' : employees <= 45 ? 'to100' : employees <= 150 ? 'to300' : 'over300';
  const brands = chance.shuffled(['doubleA', 'deli', 'kokuyo', '3m']).slice(0, chance.int(1, 3));
  return {
    headCount: { value: employees, basis: chance.weighted(bases) },
    officeSize: { value: size, basis: 'observed' },
    supplies: {
      value: chance.shuffled(['paper', 'pens', 'filing', 'notebooks', 'toner', 'adhesive']).slice(0, chance.int(2, 4)),
      basis: chance.weighted(bases),
    },
    brands: {
      value: brands.map((brand) => ({ brand, quantity: quantityOf(brand, employees, chance) })),
      basis: chance.weighted(bases),
    },
  };
}

function quantityOf(brand: string, employees: number, chance: Dice): number | null {
  if (chance.chance(0.2)) return null;
  const each = brand === 'doubleA' ? 0.9 : brand === 'kokuyo' ? 0.5 : 0.25;
  return Math.max(1, Math.round(employees * each * (0.6 + chance.next() * 0.8)));
}

/** Whom one meets: somebody at the counter at first, those who decide later. */
export function metBy(account: Account, chance: Dice) {
  const known = account.contacts;
  if (known.length === 0) return [{ name: '櫃台' }];
  const first = known[Math.min(known.length - 1, account.talks > 1 ? chance.int(0, known.length - 1) : 0)];
  const others =
    account.talks > 2 && chance.chance(0.3) ? known.filter((contact) => contact !== first).slice(0, 1) : [];
  return [first, ...others].flatMap((contact) =>
    contact === undefined ? [] : [{ contactId: contact.id, name: contact.name }],
  );
}

export const attitudeOf = ({ warmth }: Account, chance: Dice): string =>
  chance.weighted(
    warmth > 0.62
      ? { warm: 60, polite: 38, cold: 2 }
      : warmth > 0.3
        ? { warm: 10, polite: 75, cold: 15 }
        : { warm: 1, polite: 49, cold: 50 },
  );

/** Cards change hands at the first talk; later a leaflet now and then. */
export function exchangedAt(account: Account, chance: Dice): string[] {
  if (account.talks > 1)
    return [...(chance.chance(0.14) ? ['cardReceived'] : []), ...(chance.chance(0.25) ? ['leafletLeft'] : [])];
  return [
    'cardHanded',
    ...(chance.chance(0.72) ? ['cardReceived'] : []),
    ...(chance.chance(0.8) ? ['leafletLeft'] : []),
  ];
}

const talked: readonly (readonly string[])[] = [
  ['有固定供應商，短期不換', '剛簽一年約，明年再談', '用量很少，樓下便利商店買就好'],
  ['看過目錄，有需要再聯絡', '由總公司統一採購，窗口會轉交', '用 Double A，量不大', '問能不能月結'],
  ['影印紙月底用完，想知道報價', '想試國譽筆記本，請帶樣品', '得力檔案夾常缺貨，問我們有沒有現貨', '希望當日送達'],
  ['月底換供應商，要三家比價，帶樣品', '請報影印紙一年份的價', '3M 便利貼和得力膠帶要比價', '總務願意試單，價格要再談'],
  ['同意下單，先送影印紙二十箱', '主管點頭，等總務簽核', '談妥月結三十天，下週開始供貨'],
];

const buying = [
  '補影印紙十箱，週四送到',
  '上次的碳粉匣沒問題，再訂一批',
  '抱怨送貨慢，已答應改走早班車',
  '加訂國譽活頁本',
  '對帳無誤，發票已交',
];

const otherwise: Readonly<Partial<Record<VisitOutcome, readonly string[]>>> = {
  nobody: ['門鎖著，隔壁說下午才有人', '整間外出，留了目錄', '燈關著，改天上午再來'],
  busy: ['櫃台在忙，請我們改天再來', '正在開會，約下次', '月底結帳，沒空談'],
  refused: ['櫃台說不收推銷', '說已有配合廠商，不用再來', '不肯留名片'],
  noSoliciting: ['門口貼「謝絕推銷」，改找管理室問', '樓層門禁，管理員不讓上樓'],
  movedOut: ['已搬走，門口貼招租'],
  wrongPerson: ['見到的是會計，要找總務王小姐', '窗口不對，請我們找行政'],
};

/** The trade's own sentence of a visit. */
const sentenceOf = (account: Account, outcome: VisitOutcome, chance: Dice): string =>
  outcome !== 'talked'
    ? chance.pick(otherwise[outcome] ?? ['沒談成'])
    : chance.pick(account.lifecycle === 'active' ? buying : (talked[account.intent] ?? buying));

const quiet = ['有固定供應商，三個月後再看', '用量太小，不值得跑', '總公司統一採購，此處不談'];

function nextAfter(account: Account, outcome: VisitOutcome, chance: Dice): Next {
  switch (outcome) {
    case 'talked':
      return afterTalk(account, chance);
    case 'nobody':
    case 'busy':
      return { kind: 'visit', inDays: chance.int(2, 6), note: '再去一次' };
    case 'wrongPerson':
      return { kind: 'visit', inDays: chance.int(2, 4), note: '找總務' };
    case 'noSoliciting':
      return chance.chance(0.5)
        ? { kind: 'call', inDays: chance.int(2, 6), note: '打總機問總務是誰' }
        : { reason: '大樓謝絕推銷，等管理室引見', quietDays: 60 };
    case 'refused':
      return account.seen <= 1 && chance.chance(0.4)
        ? { kind: 'message', inDays: chance.int(6, 10), note: '寄目錄給總務' }
        : { reason: '明白謝絕', quietDays: 90 };
    case 'movedOut':
      return { reason: '已搬離', quietDays: null };
  }
}

function afterTalk(account: Account, chance: Dice): Next {
  if (account.lifecycle === 'active')
    return { kind: chance.chance(0.5) ? 'call' : 'visit', inDays: chance.int(9, 18), note: '問用量，補貨' };
  if (account.intent >= 4) return { kind: 'visit', inDays: chance.int(1, 3), note: '簽單，確認送貨日' };
  if (account.intent === 3)
    return chance.chance(0.6)
      ? { kind: 'visit', inDays: chance.int(2, 4), note: '送影印紙樣品與報價' }
      : { kind: 'call', inDays: chance.int(1, 3), note: '問比價結果' };
  if (account.intent === 2)
    return { kind: chance.chance(0.4) ? 'call' : 'visit', inDays: chance.int(5, 9), note: '帶樣品' };
  if (account.intent === 1) return { kind: 'visit', inDays: chance.int(6, 11), note: '再介紹目錄' };
  return account.talks > 1 && chance.chance(0.55)
    ? { reason: chance.pick(quiet), quietDays: 90 }
    : { kind: 'visit', inDays: chance.int(10, 16), note: '路過再問' };
}

export const officeTrade: Trade = {
  aim: 12,
  room: [7, 11],
  first: { talked: 55, nobody: 13, busy: 13, refused: 11, noSoliciting: 4, wrongPerson: 4 },
  again: { talked: 76, nobody: 10, busy: 8, refused: 2, wrongPerson: 3, movedOut: 0.6 },
  wins: true,
  answers: (account, chance) => ({
    met: metBy(account, chance),
    ...account.facts,
    attitude: attitudeOf(account, chance),
    intent: account.intent,
    exchanged: exchangedAt(account, chance),
  }),
  sentence: sentenceOf,
  next: nextAfter,
};
