// What one character becomes for search. Everything here works character by character and is remembered: folding a part of a text then
// gives a part of the folded text, which is what lets any piece of a name find it, and it is fast.
import type { ConverterFunction } from 'opencc-js/t2cn';

export type CharacterClass = 'han' | 'digit' | 'letter' | 'space' | 'joint' | 'other';

export interface FoldedCharacter {
  text: string;
  class: CharacterClass;
}

const HAN = /\p{Script=Han}|[々〇]/u;
const DIGIT = /\p{Nd}/u;
const LETTER = /[\p{L}\p{N}]/u;
const MARK = /\p{M}/gu;
/** Between two digits these do not end a number: (02)2531-7099, 02.2531.7099. */
const JOINT = /[-()./+*#~‐-―]/u;

let toSimplified: ConverterFunction | undefined;

/** Loads the dictionaries (about 6 ms and 3 MB, so not at import). */
async function load(): Promise<ConverterFunction> {
  const { Converter } = await import('opencc-js/t2cn');
  return Converter({ from: 't', to: 'cn' });
}

/** To be awaited once before the synchronous functions of this folder. */
export async function loadDictionaries(): Promise<void> {
  toSimplified ??= await load();
}

function classOf(character: string): CharacterClass {
  if (HAN.test(character)) return 'han';
  if (DIGIT.test(character)) return 'digit';
  if (LETTER.test(character)) return 'letter';
  if (/\s/u.test(character)) return 'space';
  return JOINT.test(character) ? 'joint' : 'other';
}

function foldOne(character: string): FoldedCharacter[] {
  if (toSimplified === undefined) throw new Error('loadDictionaries() has not been awaited');
  const plain = character.normalize('NFKD').toLowerCase().normalize('NFKD').replace(MARK, '');
  return [...plain].map((piece) => {
    const simplified = HAN.test(piece) ? toSimplified?.(piece) : piece;
    const text = simplified === undefined || [...simplified].length !== 1 ? piece : simplified;
    return { text, class: classOf(text) };
  });
}

const remembered = new Map<string, FoldedCharacter[]>();

/** Lower case, half width, without accents, Simplified; a character may become several (㎡ → m2) or none (an accent). */
export function foldCharacter(character: string): FoldedCharacter[] {
  let folded = remembered.get(character);
  if (folded === undefined) {
    folded = foldOne(character);
    // Text can hold any of 150,000 characters; the common ones come first.
    if (remembered.size < 50_000) remembered.set(character, folded);
  }
  return folded;
}
