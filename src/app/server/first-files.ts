import type { Language } from '#platform/shared/languages.ts';

/** What the builder says of its files (dist/web/.vite/manifest.json), by their source. */
export type BuiltFiles = Readonly<Record<string, { file: string; imports?: string[]; css?: string[] }>>;

interface FirstScreen {
  address: RegExp;
  /** The screen's code, beside what the entry page names itself. */
  sources: readonly string[];
  /** The record that it reads first, where the address names one: what stands in the first bracket is its path. */
  reads?: true;
}

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Half written reports lie there. */
const store = 'node_modules/dexie/import-wrapper.mjs';

/** The screens a phone opens by their address: from its home screen, from a message, or again where it was. */
const screens: readonly FirstScreen[] = [
  { address: /^\/$/, sources: ['src/app/web/home.tsx', 'src/modules/plans/ui/today-page.tsx'] },
  { address: /^\/tomorrow$/, sources: ['src/modules/plans/ui/tomorrow-page.tsx'] },
  { address: /^\/next-steps$/, sources: ['src/modules/follow-up/ui/next-steps-page.tsx'] },
  { address: /^\/customers$/, sources: ['src/app/web/customers.tsx'] },
  { address: new RegExp(`^(/customers/${id})$`), sources: ['src/app/web/customer.tsx'], reads: true },
  { address: new RegExp(`^(/visits/${id})$`), sources: ['src/app/web/visit.tsx'], reads: true },
  { address: new RegExp(`^(/visits/${id})/report$`), sources: ['src/app/web/visit-report.tsx', store], reads: true },
];

const texts: Readonly<Record<Language, string>> = {
  'zh-Hant': 'src/platform/web/texts/zh-hant.ts',
  'zh-Hans': 'src/platform/web/texts/zh-hans.ts',
  en: 'src/platform/web/texts/en.ts',
};

/** A source's file with all that it imports, in the order in which they are met, and their style sheets. */
function filesOf(built: BuiltFiles, sources: readonly string[]): { scripts: string[]; sheets: string[] } {
  const seen = new Set<string>();
  const take = (source: string): void => {
    if (seen.has(source)) return;
    seen.add(source);
    built[source]?.imports?.forEach(take);
  };
  sources.forEach(take);
  const chunks = [...seen].flatMap((source) => built[source] ?? []);
  return { scripts: chunks.map(({ file }) => file), sheets: chunks.flatMap(({ css }) => css ?? []) };
}

interface Visitor {
  /** Path of the address. */
  pathname: string;
  language: Language;
  signedIn: boolean;
}

/**
 * What the screen at an address will ask for, as a Link header: its code, its texts, and, of somebody signed in, who that is and the
 * record. The browser fetches them beside the entry's code and not in turns after it; what the entry page names already is left out.
 */
export function firstFiles(built: BuiltFiles, entryPage: string): (visitor: Visitor) => string {
  return ({ pathname, language, signedIn }) => {
    const screen = screens.find(({ address }) => address.test(pathname));
    const record = screen?.reads === true ? screen.address.exec(pathname)?.[1] : undefined;
    const reads = signedIn ? ['/me', ...(record === undefined ? [] : [record])] : [];
    const { scripts, sheets } = filesOf(built, [texts[language], ...(screen?.sources ?? [])]);
    const wanted = (file: string): boolean => !entryPage.includes(file);
    return [
      ...reads.map((read) => `</api/v1${read}>; rel=preload; as=fetch; crossorigin`),
      // After what the first paint needs.
      ...scripts.filter(wanted).map((file) => `</${file}>; rel=modulepreload; crossorigin; fetchpriority=low`),
      ...sheets.filter(wanted).map((file) => `</${file}>; rel=preload; as=style; crossorigin; fetchpriority=low`),
    ].join(', ');
  };
}
