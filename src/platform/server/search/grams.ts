// Search by grams: a record keeps an array of short pieces of its texts, a query becomes the pieces it must contain, and the database
// asks `grams @> query` on a GIN index. Two-character words, the common case in Chinese, are one gram each.
//
//   Han: single characters and pairs. Letters: pieces of one to four; digits: of one, two and four. Neighbours of different kind: pairs
//   (3樓).
//   Sound (fields of names): first letters and full pinyin, as pieces in the same space as letters, so that 'bg' needs no second query.
//
// A query asks for the longest pieces only, since they are the rarest. The promise, held by the tests: any part of one or more
// characters of a field's text finds the record.
import {
  foldCharacter,
  loadDictionaries,
  type CharacterClass,
  type FoldedCharacter,
} from '#platform/server/search/characters.ts';
import { loadReadings, syllablesOf } from '#platform/server/search/pinyin.ts';

/** Longest piece of letters or digits. */
const LONGEST = 4;
const LENGTHS = { han: [1, 2], digit: [1, 2, LONGEST], letter: [1, 2, 3, LONGEST] };

/** Nobody looks for 有限公司 by sound, and its pieces would be a third of a firm's grams. */
const LEGAL_FORM = /(?:股份)?(?:有限)?(?:责任)?公司$/;

export interface SearchField {
  text: string | null | undefined;
  /** Find it by sound too: for names, not for addresses and notes, which it would swell. */
  sound?: boolean;
}

/** Loads the dictionaries once; await it at start (or in a test) before the functions below. */
export async function loadSearch(): Promise<void> {
  await Promise.all([loadDictionaries(), loadReadings()]);
}

function foldText(text: string): FoldedCharacter[] {
  const folded: FoldedCharacter[] = [];
  for (const character of text) {
    for (const piece of foldCharacter(character)) folded.push(piece);
  }
  return folded;
}

/** Lower case, half width, without accents, in Simplified characters. */
export function foldForSearch(text: string): string {
  return foldText(text)
    .map((character) => character.text)
    .join('');
}

interface Segment {
  kind: 'han' | 'digit' | 'letter';
  characters: string[];
  /** Follows the previous segment without anything between. */
  joined: boolean;
}

const isWord = (kind: CharacterClass): kind is Segment['kind'] =>
  kind === 'han' || kind === 'digit' || kind === 'letter';

/**
 * Segments of one kind. What may stand between two digits without ending the number, and between two Han characters without ending the
 * word, is `bridges`: punctuation of numbers for a query, white space also for the index (王　小明 is found by 王小明).
 */
function segmentsOf(text: string, bridges: (between: FoldedCharacter[], kind: Segment['kind']) => boolean): Segment[] {
  const segments: Segment[] = [];
  let between: FoldedCharacter[] = [];
  for (const character of foldText(text)) {
    const kind = character.class;
    if (!isWord(kind)) {
      between.push(character);
      continue;
    }
    const last = segments.at(-1);
    if (last?.kind === kind && (between.length === 0 || bridges(between, kind))) last.characters.push(character.text);
    else segments.push({ kind, characters: [character.text], joined: segments.length > 0 && between.length === 0 });
    between = [];
  }
  return segments;
}

const inIndex = (between: FoldedCharacter[], kind: Segment['kind']): boolean =>
  (kind === 'digit' && between.every(({ class: name }) => name === 'joint' || name === 'space')) ||
  (kind === 'han' && between.every(({ class: name }) => name === 'space'));

const inQuery = (between: FoldedCharacter[], kind: Segment['kind']): boolean =>
  kind === 'digit' && between.every(({ class: name }) => name === 'joint');

function addPieces(grams: Set<string>, characters: readonly string[], length: number): void {
  for (let start = 0; start + length <= characters.length; start += 1) {
    let gram = '';
    for (let offset = 0; offset < length; offset += 1) gram += characters[start + offset];
    grams.add(gram);
  }
}

function addNeighbours(grams: Set<string>, segments: readonly Segment[]): void {
  for (const [index, { characters, joined }] of segments.entries()) {
    const before = segments[index - 1]?.characters.at(-1);
    if (joined && before !== undefined) grams.add(`${before}${characters[0]}`);
  }
}

/** Pieces of the pinyin: short ones where a syllable begins, the longest everywhere, so that any start of a reading is found. */
function addSound(grams: Set<string>, han: string): void {
  for (const syllables of syllablesOf(han.replace(LEGAL_FORM, ''))) {
    const initials = syllables.map((syllable) => syllable[0] ?? '');
    for (let length = 1; length <= LONGEST; length += 1) addPieces(grams, initials, length);
    const full = syllables.join('');
    let start = 0;
    for (const syllable of syllables) {
      for (let length = 2; length < LONGEST; length += 1) {
        if (start + length <= full.length) grams.add(full.slice(start, start + length));
      }
      start += syllable.length;
    }
    addPieces(grams, [...full], LONGEST);
  }
}

/** The grams of a record: store them in the array the GIN index is on. Phones are given as typed and in national form. */
export function indexGrams(fields: readonly SearchField[]): string[] {
  const grams = new Set<string>();
  for (const { text, sound = false } of fields) {
    if (text === null || text === undefined || text === '') continue;
    const segments = segmentsOf(text, inIndex);
    addNeighbours(grams, segments);
    for (const { kind, characters } of segments) {
      for (const length of LENGTHS[kind]) addPieces(grams, characters, length);
      if (sound && kind === 'han') addSound(grams, characters.join(''));
    }
  }
  return [...grams];
}

/**
 * The grams a record must have (`grams @> these`) to match: all words, in any order. Empty for a query without letter, digit or Han
 * character, which matches nothing that can be named: show the unfiltered list or say so.
 */
export function queryGrams(text: string): string[] {
  const grams = new Set<string>();
  const segments = segmentsOf(text, inQuery);
  addNeighbours(grams, segments);
  for (const { kind, characters } of segments) {
    addPieces(grams, characters, LENGTHS[kind].findLast((length) => length <= characters.length) ?? 1);
  }
  return [...grams];
}
