// Chance that falls the same way every time: the sample company is the same for everybody who makes it on the same day.

/** A seeded source of chance (sfc32); one per concern, so that a change in one part of the sample leaves the others as they are. */
export interface Dice {
  /** [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, by its weight. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
  shuffled<T>(list: readonly T[]): T[];
}

/** Four words of state out of a text (cyrb128). */
function stateOf(seed: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (const character of seed) {
    const code = character.codePointAt(0) ?? 0;
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

function sfc32(seed: string): () => number {
  let [a, b, c, d] = stateOf(seed);
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return next;
}

export function dice(seed: string): Dice {
  const next = sfc32(seed);
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[int(0, list.length - 1)] as (typeof list)[number];
    },
    weighted(weights) {
      const entries = Object.entries(weights) as [string, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key as keyof typeof weights;
      }
      throw new RangeError('nothing weighs anything');
    },
    shuffled(list) {
      const cards = [...list];
      for (let last = cards.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [cards[last], cards[other]] = [cards[other], cards[last]] as [never, never];
      }
      return cards;
    },
  };
}

/** UUIDv7 of an instant, its random part from the seed. */
export type IdMaker = (atMillis: number) => string;

export function idMaker(seed: string): IdMaker {
  const next = sfc32(seed);
  const hex = (digits: number): string =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return (atMillis) => {
    const time = atMillis.toString(16).padStart(12, '0');
    const variant = (8 + Math.floor(next() * 4)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
  };
}
