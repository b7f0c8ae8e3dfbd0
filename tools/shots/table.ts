import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { languages } from '#platform/shared/languages.ts';
import { screens } from './screens.ts';

/** The table of all pictures with what was said of them after looking. @returns the ones of which nothing is said. */
export async function writeTable(folder: string): Promise<string[]> {
  const judgements: Record<string, string> = JSON.parse(readFileSync(path.join(folder, 'judgements.json'), 'utf8'));
  const present = new Set(existsSync(folder) ? readdirSync(folder) : []);
  const unseen: string[] = [];
  const rows = [...new Set(screens.map(({ name }) => name))].flatMap((name) =>
    (['phone', 'desk'] as const).flatMap((size) => {
      const pictures = languages.map((language) => `${name}-${size}-${language}.png`);
      if (!pictures.some((picture) => present.has(picture))) return [];
      const said = judgements[`${name}-${size}`];
      if (said === undefined) unseen.push(`${name}-${size}`);
      const cells = pictures.map((picture) => (present.has(picture) ? `![${picture}](${picture})` : ''));
      return [`| ${name}, ${size} | ${cells.join(' | ')} | ${said ?? ''} |`];
    }),
  );
  const head = [
    '# Every screen',
    '',
    'The sample company on Monday 23 November 2026 at 14:20, phone 390×844 and desk 1440×900, in three languages. Taken by',
    '`node tools/run.mjs tools/shots.ts`; the judgement of each row was written after looking at its pictures (`judgements.json`).',
    '',
    '| screen | 繁體中文 | 简体中文 | English | judgement |',
    '| --- | --- | --- | --- | --- |',
  ];
  const table = await format([...head, ...rows].join('\n'), { parser: 'markdown', printWidth: 120 });
  writeFileSync(path.join(folder, 'README.md'), table);
  return unseen;
}
