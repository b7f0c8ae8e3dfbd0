// Cleaning a cell's text, with word of what was changed, so that an import can show it.
import { decodeHTMLStrict } from 'entities/decode';

export type CellChange =
  /** &#32137; or &amp; was decoded. */
  | 'entities'
  /** Control and invisible characters were taken out. */
  | 'invisible'
  /** White space at the ends, or more than one in a row (full-width included). */
  | 'spaces';

export interface CleanCell {
  text: string;
  changes: CellChange[];
}

/** Control characters except line breaks and tabs, zero-width and direction marks, byte order mark. */
const INVISIBLE =
  /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g;

/** Lists exported through web pages are sometimes encoded twice (&amp;#32137;). */
function decode(text: string): string {
  const once = decodeHTMLStrict(text);
  return /&#x?[\da-f]+;/i.test(once) ? decodeHTMLStrict(once) : once;
}

/** HTML entities decoded, invisible characters out, spaces single; line breaks inside a cell stay. */
export function cleanCell(typed: string): CleanCell {
  const changes: CellChange[] = [];
  const step = (before: string, after: string, change: CellChange): string => {
    if (after !== before) changes.push(change);
    return after;
  };
  let text = typed.includes('&') ? step(typed, decode(typed), 'entities') : typed;
  text = step(text, text.replace(INVISIBLE, '').toWellFormed(), 'invisible');
  text = step(
    text,
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim(),
    'spaces',
  );
  return { text, changes };
}

/** What a person sees of a cell that guards its text against spreadsheets: ="04140854" is 04140854, '=1+1 is =1+1. */
export function unguard(cell: string): string {
  const first = cell.charCodeAt(0);
  // 0x3D is =, 0x27 is the apostrophe, the two guards there are.
  if (first !== 0x3d && first !== 0x27) return cell;
  const formula = /^="((?:[^"]|"")*)"$/.exec(cell);
  if (formula?.[1] !== undefined) return formula[1].replaceAll('""', '"');
  return /^'+[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
