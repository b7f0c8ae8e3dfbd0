// Which column of a table holds which field, by the words of its header in any of the three languages. The field lists belong to the
// modules; a person can adjust the result.
import { loadDictionaries } from '#platform/server/search/characters.ts';
import { foldForSearch } from '#platform/server/search/grams.ts';

export interface HeaderField {
  key: string;
  /** What people call it: labels in three languages and synonyms. */
  labels: readonly string[];
}

export interface MappedColumn {
  column: number;
  /** 1: the same words; 0.9: the same but for remarks such as (必填); below: one contains the other. */
  confidence: number;
}

export interface HeaderMapping {
  fields: Record<string, MappedColumn>;
  /** Columns with a header that no field claims. */
  unmapped: number[];
}

interface Term {
  whole: string;
  /** Without remarks in brackets. */
  core: string;
  words: string[];
}

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

function termOf(text: string): Term {
  // firstName and first_name are two words each.
  const folded = foldForSearch(text.replace(/([a-z])([A-Z])/g, '$1 $2'));
  const core = folded.replace(/[([{<「【〔（].*?[)\]}>」】〕）]/g, ' ');
  return { whole: bare(folded), core: bare(core), words: core.match(/[a-z]+|\d+/g) ?? [] };
}

const isLatin = (term: Term): boolean => /^[a-z\d]+$/.test(term.core);

function latinConfidence(header: Term, label: Term): number {
  const common = label.words.filter((word) => header.words.includes(word)).length;
  if (common === 0 || common < Math.min(label.words.length, header.words.length)) return 0;
  return 0.5 + (0.3 * common) / Math.max(label.words.length, header.words.length);
}

function confidenceOf(header: Term, label: Term): number {
  if (header.whole === '' || label.whole === '') return 0;
  if (header.whole === label.whole) return 1;
  if (header.core !== '' && header.core === label.core) return 0.9;
  if (isLatin(header) || isLatin(label)) return latinConfidence(header, label);
  const [longer, shorter] =
    header.core.length >= label.core.length ? [header.core, label.core] : [label.core, header.core];
  if (shorter.length < 2 || !longer.includes(shorter)) return 0;
  // In Chinese the word that says what it is comes last: 總機電話 is a 電話, 電話備註 is none.
  return (longer.endsWith(shorter) ? 0.6 : 0.5) + (0.2 * shorter.length) / longer.length;
}

/** Each field to the column that fits best, each column to one field; better fits choose first, then earlier fields and columns. */
export async function mapHeaders(headers: readonly string[], fields: readonly HeaderField[]): Promise<HeaderMapping> {
  await loadDictionaries();
  const columns = headers.map(termOf);
  const pairs = fields.flatMap(({ key, labels }) => {
    const terms = labels.map(termOf);
    return columns.map((header, column) => {
      return { key, column, confidence: Math.max(0, ...terms.map((label) => confidenceOf(header, label))) };
    });
  });
  const mapped: Record<string, MappedColumn> = {};
  const taken = new Set<number>();
  for (const { key, column, confidence } of pairs
    .filter((pair) => pair.confidence > 0)
    .toSorted((a, b) => b.confidence - a.confidence)) {
    if (Object.hasOwn(mapped, key) || taken.has(column)) continue;
    mapped[key] = { column, confidence: Math.round(confidence * 100) / 100 };
    taken.add(column);
  }
  const unmapped = columns.flatMap((header, column) => (header.whole === '' || taken.has(column) ? [] : [column]));
  return { fields: mapped, unmapped };
}
