// Talk at doors of households and shops: the telecom district's and the securities branch's trades (T1, T3, T15).
import { addDays } from '#platform/shared/day.ts';
import type { VisitOutcome } from '#modules/visits/rules.ts';
import type { Dice } from './dice.ts';
import { attitudeOf, exchangedAt, metBy } from './office.ts';
import type { Account, Next, Trade } from './story.ts';

const bases = { asked: 60, told: 30, observed: 10 };
const basis = (chance: Dice): string => chance.weighted(bases);

/** What a household uses; `carrier` is ours where it holds something of ours. */
export function householdFacts(chance: Dice, more: { today: string; ours: boolean; broadband: boolean }) {
  const people = chance.int(1, 5);
  return {
    headCount: { value: people, basis: basis(chance) },
    handsets: { value: Math.max(1, people - chance.int(0, 2)), basis: basis(chance) },
    carrier: { value: more.ours ? 'us' : chance.pick(['chunghwa', 'taiwanMobile', 'farEasTone']), basis: 'asked' },
    broadband: { value: more.broadband ? 'fibre' : chance.pick(['none', 'cable', 'mobile']), basis: basis(chance) },
    contractEnd: { value: addDays(more.today, chance.int(-20, 540)), basis: 'told' },
  };
}

export function shopFacts(chance: Dice, today: string) {
  return {
    headCount: { value: chance.int(1, 9), basis: 'observed' },
    uses: {
      value: chance.shuffled(['fixedLine', 'handset', 'broadband', 'cardReader', 'camera']).slice(0, chance.int(2, 4)),
      basis: basis(chance),
    },
    carrier: { value: 'us', basis: 'asked' },
    monthlySpend: { value: chance.int(6, 60) * 100, basis: 'told' },
    contractEnd: { value: addDays(today, chance.int(-20, 540)), basis: 'told' },
  };
}

const phrases: Readonly<Record<'telecom' | 'securities', readonly (readonly string[])[]>> = {
  telecom: [
    ['暫時不換，合約還早', '覺得現在的就夠用'],
    ['收了資費單，要跟家人商量', '問速率夠不夠看電視'],
    ['想把市話和寬頻綁一起', '手機合約快到，想知道續約禮', '抱怨帳單看不懂，已說明'],
    ['對手降價，請我們出對案', '願意換光纖，問裝機日'],
    ['同意續約兩年', '要裝光纖 300M，約裝機'],
  ],
  securities: [
    ['沒有投資的打算', '已在別家下單，不想換'],
    ['想了解定期定額', '問手續費折讓'],
    ['有閒錢，想看看 ETF', '想開戶，問要帶什麼證件'],
    ['約好帶證件來開戶', '要把庫存匯撥過來，問流程'],
    ['當場填開戶文件', '同意匯撥，約定交割銀行'],
  ],
};

const notTalked: Readonly<Partial<Record<VisitOutcome, readonly string[]>>> = {
  nobody: ['按鈴沒人應', '鄰居說晚上才在家', '店還沒開'],
  busy: ['正在忙，改天再來', '客人多，約下午'],
  refused: ['說不需要', '不想被打擾'],
  wrongPerson: ['房客應門，屋主不在', '店員說要找老闆'],
  movedOut: ['已搬走'],
};

const notes = {
  telecom: ['說明續約方案', '確認裝機日', '送資費單', '問帳單問題解決沒有'],
  securities: ['約開戶', '送投資月報', '說明手續費', '問資金到位沒有'],
} as const;

function nextOf(arm: 'telecom' | 'securities') {
  return (account: Account, outcome: VisitOutcome, chance: Dice): Next => {
    if (outcome === 'refused') return { reason: '客戶表示不需要', quietDays: 120 };
    if (outcome === 'movedOut') return { reason: '已搬離', quietDays: null };
    if (outcome !== 'talked') return { kind: 'visit', inDays: chance.int(3, 9), note: '再去一次' };
    const note = chance.pick(notes[arm]);
    if (account.intent >= 3) return { kind: chance.chance(0.5) ? 'call' : 'visit', inDays: chance.int(2, 6), note };
    if (account.intent === 0 && chance.chance(0.4)) return { reason: '目前沒有需要', quietDays: 120 };
    return { kind: chance.chance(0.45) ? 'call' : 'visit', inDays: chance.int(9, 24), note };
  };
}

function homeTrade(arm: 'telecom' | 'securities', aim: number, wins: boolean): Trade {
  return {
    aim,
    room: [aim - 2, aim],
    first: { talked: 68, nobody: 18, busy: 7, refused: 5, wrongPerson: 2 },
    again: { talked: 80, nobody: 11, busy: 5, refused: 2, wrongPerson: 1.5, movedOut: 0.4 },
    wins,
    answers: (account, chance) => ({
      met: account.contacts.length === 0 ? [{ name: account.name }] : metBy(account, chance),
      ...account.facts,
      wants: wantsOf(arm, account, chance),
      attitude: attitudeOf(account, chance),
      intent: account.intent,
      exchanged: exchangedAt(account, chance),
    }),
    sentence: (account, outcome, chance) =>
      outcome === 'talked'
        ? chance.pick(phrases[arm][account.intent] ?? ['談得不錯'])
        : chance.pick(notTalked[outcome] ?? ['沒談成']),
    next: nextOf(arm),
  };
}

const wantsOf = (arm: 'telecom' | 'securities', account: Account, chance: Dice): string[] => {
  if (account.intent < 2) return [];
  return arm === 'securities' ? ['securitiesAccount'] : [chance.pick(['broadband', 'handset', 'fixedLine'])];
};

export const telecomTrade = homeTrade('telecom', 5, false);
export const securitiesTrade = homeTrade('securities', 4, true);
