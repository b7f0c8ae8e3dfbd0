// Chinese names in the order people of a region look them up: by strokes where Traditional is written, by pinyin on the mainland. The order
// is laid into the text itself, so that the database compares bytes and no index depends on the version of its ICU.
import type { Region } from '#platform/shared/region/regions.ts';
import { fold } from '#platform/shared/text/fold.ts';

const first = 0x4e00;
const last = 0x9fff;

function rankBy(collation: string): Map<string, string> {
  const characters: string[] = [];
  for (let code = first; code <= last; code += 1) characters.push(String.fromCharCode(code));
  const ordered = characters.toSorted(new Intl.Collator(collation).compare);
  return new Map(ordered.map((character, rank) => [character, String.fromCharCode(first + rank)]));
}

const ranks = new Map<string, Map<string, string>>();

/** What `name_sort` holds: the folded name with each character moved to its rank. About 40 ms for the first name of a region. */
export function nameSort(name: string, region: Region): string {
  const collation = region.language === 'zh-Hans' ? 'zh-Hans-u-co-pinyin' : 'zh-Hant-u-co-stroke';
  let rank = ranks.get(collation);
  if (rank === undefined) {
    rank = rankBy(collation);
    ranks.set(collation, rank);
  }
  let sorted = '';
  for (const character of fold(name)) sorted += rank.get(character) ?? character;
  return sorted;
}
