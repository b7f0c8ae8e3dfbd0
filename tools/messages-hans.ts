// Writes messages/zh-Hans from messages/zh-Hant: OpenCC (Taiwan usage with phrases → mainland), then the words and the texts of
// messages/zh-Hans.overrides.json. What reads wrong in Simplified is put right there, so that a changed source text never leaves an old
// translation behind. --check writes nothing and fails when a file would change.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js';

interface Texts {
  [key: string]: string | Texts;
}
interface Overrides {
  /** Replaced in every drafted text, in this order. */
  words: Record<string, string>;
  /** Namespace → the same shape as its file, with the texts that stand as written. */
  texts: Record<string, Texts>;
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'messages');
const check = process.argv.includes('--check');
const convert = Converter({ from: 'twp', to: 'cn' });
const overrides = JSON.parse(readFileSync(path.join(root, 'zh-Hans.overrides.json'), 'utf8')) as Overrides;

/** The quotation marks differ too: 「」 in Taiwan, “” on the mainland. */
const marks = { '「': '“', '」': '”', '『': '‘', '』': '’' };

function draft(text: string): string {
  return Object.entries({ ...overrides.words, ...marks }).reduce(
    (result, [word, better]) => result.replaceAll(word, better),
    convert(text),
  );
}

function simplified(source: Texts, written: Texts): Texts {
  return Object.fromEntries(
    Object.entries(source).map(([key, text]) => {
      const better = written[key];
      if (typeof text === 'object') return [key, simplified(text, typeof better === 'object' ? better : {})];
      return [key, typeof better === 'string' ? better : draft(text)];
    }),
  );
}

mkdirSync(path.join(root, 'zh-Hans'), { recursive: true });
for (const name of readdirSync(path.join(root, 'zh-Hant')).filter((file) => file.endsWith('.json'))) {
  const source = JSON.parse(readFileSync(path.join(root, 'zh-Hant', name), 'utf8')) as Texts;
  const content = `${JSON.stringify(simplified(source, overrides.texts[path.basename(name, '.json')] ?? {}), null, 2)}\n`;
  const target = path.join(root, 'zh-Hans', name);
  if (existsSync(target) && readFileSync(target, 'utf8') === content) continue;
  process.stdout.write(`messages/zh-Hans/${name} ${check ? 'is stale: run tools/messages-hans.ts' : 'written'}\n`);
  if (check) process.exitCode = 1;
  else writeFileSync(target, content);
}
