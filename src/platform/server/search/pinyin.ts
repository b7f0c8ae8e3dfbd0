// Readings of Han text for search by sound: 辦公 is found by bangong and bg.
type Read = (text: string, surname: boolean) => string[];

let read: Read | undefined;

/** Loads the readings (about 15 ms and 10 MB, so not at import). */
export async function loadReadings(): Promise<void> {
  if (read !== undefined) return;
  const { pinyin } = await import('pinyin-pro');
  read = (text, surname) =>
    pinyin(text, {
      toneType: 'none',
      type: 'array',
      v: true,
      ...(surname ? { mode: 'surname', surname: 'head' } : {}),
    });
}

const remembered = new Map<string, string[][]>();

function readingsOf(simplified: string): string[][] {
  if (read === undefined) throw new Error('loadReadings() has not been awaited');
  const usual = read(simplified, false);
  const asName = read(simplified, true);
  const readings = asName.join(' ') === usual.join(' ') ? [usual] : [usual, asName];
  return readings.map((syllables) => syllables.filter((syllable) => /^[a-z]+$/.test(syllable)));
}

/**
 * The syllables of a run of Han characters, without tones, ü as v; twice where the first character reads otherwise as a surname
 * (曾: ceng, zeng). Names of persons and firms repeat, so short runs are remembered.
 */
export function syllablesOf(simplified: string): string[][] {
  let found = remembered.get(simplified);
  if (found === undefined) {
    found = readingsOf(simplified);
    if (remembered.size >= 20_000) remembered.clear();
    if (simplified.length <= 12) remembered.set(simplified, found);
  }
  return found;
}
