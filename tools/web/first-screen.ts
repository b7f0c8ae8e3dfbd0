// Tells the browser in the entry page what the first screen will ask for, so that it comes with the entry and not in turns after it.
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** The texts in the language of most, which every screen waits for; then the home, and the page that a seller's home chooses. */
const texts = 'src/platform/web/texts/zh-hant.ts';
const wanted = [texts, 'src/app/web/home.tsx', 'src/modules/plans/ui/today-page.tsx'] as const;

interface Built {
  type: string;
  fileName: string;
  facadeModuleId?: string | null;
  imports?: string[];
  viteMetadata?: { importedCss: Set<string> };
}

/** The chunks of these sources with all that they import, in the order in which they are met. */
function chunksOf(bundle: Readonly<Record<string, Built>>, sources: readonly string[]): Built[] {
  const found = new Set<Built>();
  const take = (chunk: Built | undefined): void => {
    if (chunk === undefined || chunk.type !== 'chunk' || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports ?? []) take(bundle[name]);
  };
  for (const source of sources) {
    const chunk = Object.values(bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith(source) === true);
    if (chunk === undefined) throw new Error(`${source} is not among the built chunks`);
    take(chunk);
  }
  return [...found];
}

export function firstScreen(): Plugin {
  return {
    name: 'kejing-first-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (bundle === undefined) return [];
        const chunks = chunksOf(bundle as unknown as Record<string, Built>, wanted);
        const scripts = chunks.map(({ fileName, facadeModuleId }): HtmlTagDescriptor => {
          // After what the first paint needs.
          const late = facadeModuleId?.endsWith(texts) === true ? {} : { fetchpriority: 'low' };
          const attrs = { rel: 'modulepreload', crossorigin: '', ...late, href: `/${fileName}` };
          return { tag: 'link', attrs, injectTo: 'head' };
        });
        const styles = new Set(chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
        const sheets = [...styles].map((file): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'style', crossorigin: '', fetchpriority: 'low', href: `/${file}` },
          injectTo: 'head',
        }));
        return [...scripts, ...sheets].filter(({ attrs }) => !html.includes(String(attrs?.['href'])));
      },
    },
  };
}
