const DELIMITERS = [',', ';', '\t', '|'];

/** How often each delimiter stands outside quotes, record by record. */
function countsPerRecord(text: string): number[][] {
  const records: number[][] = [];
  let counts = DELIMITERS.map(() => 0);
  let quoted = false;
  let blank = true;
  const finish = (): void => {
    if (!blank) records.push(counts);
    counts = DELIMITERS.map(() => 0);
    blank = true;
  };
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) finish();
    const index = quoted ? -1 : DELIMITERS.indexOf(character);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    if (!/\s/.test(character)) blank = false;
  }
  finish();
  return records.slice(0, 100);
}

function mostFrequent(values: readonly number[]): { value: number; share: number } {
  const tally = new Map<number, number>();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  const [value, times] = [...tally].filter(([key]) => key > 0).toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [
    0, 0,
  ];
  return { value, share: values.length === 0 ? 0 : times / values.length };
}

/** The delimiter that cuts most records into the same number of cells; a comma when none does (one column). */
export function sniffDelimiter(text: string): string {
  // Excel's own way to say it, in a first line of its own.
  const said = /^\uFEFF?"?sep=([,;|\t])"?[\r\n]/i.exec(text)?.[1];
  if (said !== undefined) return said;
  const records = countsPerRecord(text);
  let best = { delimiter: ',', score: 0 };
  for (const [index, delimiter] of DELIMITERS.entries()) {
    const { value, share } = mostFrequent(records.map((counts) => counts[index] ?? 0));
    const score = share * Math.min(value, 4);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
