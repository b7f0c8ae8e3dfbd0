import type { TableRow } from '#platform/server/sheets/table.ts';

const filled = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim()).filter((cell) => cell !== '');

const looksLikeData = (cell: string): boolean =>
  /^[\s\d.,:/%+\-()－]*\d[\s\d.,:/%+\-()－]*$/.test(cell) || /^\S+@\S+\.\S+$/.test(cell);

/** How many cells a row of this table usually fills. */
function usualWidth(rows: readonly TableRow[]): number {
  const widths = rows.map(({ cells }) => filled(cells).length).toSorted((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.75)] ?? 0;
}

function firstRowOfWords(rows: readonly TableRow[], atLeast: number): number {
  return rows.findIndex(({ cells }) => {
    const words = filled(cells);
    if (words.length < Math.max(1, atLeast)) return false;
    const data = words.filter(looksLikeData).length;
    return data <= words.length / 3 && new Set(words).size >= words.length * 0.7;
  });
}

/**
 * Index of the header among the first rows: the first that fills nearly all columns, else most of them, with different words. Titles,
 * notes, dates of printing and blank rows above it are passed over; without such a row it is the first one.
 */
export function findHeaderRow(rows: readonly TableRow[]): number {
  const width = usualWidth(rows);
  const full = firstRowOfWords(rows, width * 0.9);
  const wide = firstRowOfWords(rows, width * 0.6);
  // A header may leave some columns unnamed, but it does not stand below the data.
  if (full >= 0 && (wide < 0 || full - wide <= 5)) return full;
  return Math.max(0, wide);
}
