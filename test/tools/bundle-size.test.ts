import { expect, test } from 'vitest';
import { type Manifest, weigh } from '../../tools/bundle-size.ts';

const manifest: Manifest = {
  'index.html': { file: 'entry.js', isEntry: true, imports: ['_shared.js'] },
  '_shared.js': { file: 'shared.js' },
  '_style.css': { file: 'style.css' },
  'src/platform/web/texts/zh-hant.ts': { file: 'texts.js', isDynamicEntry: true },
  'src/app/web/home.tsx': {
    file: 'home.js',
    isDynamicEntry: true,
    imports: ['_shared.js'],
    dynamicImports: ['src/today.tsx'],
  },
  'src/today.tsx': { file: 'today.js', isDynamicEntry: true, imports: ['_shared.js', '_style.css'] },
};
const sizes: Record<string, number> = {
  'entry.js': 100_000,
  'shared.js': 20_000,
  'texts.js': 3_000,
  'home.js': 400,
  'today.js': 50_000,
};
const sizeOf = (file: string): number => sizes[file] ?? 1e9;

test('the first screen is the entry, one language, the home and its page, each file counted once', () => {
  expect(weigh(manifest, sizeOf)[0]).toEqual({ name: 'first screen src/today.tsx', kilobytes: 173.4, budget: 240 });
});

test('a screen is weighed with the entry', () => {
  const today = weigh(manifest, sizeOf).find(({ name }) => name === 'src/today.tsx');
  expect(today).toEqual({ name: 'src/today.tsx', kilobytes: 170, budget: 350 });
});

test('a build without the home is no build to judge', () => {
  expect(() => weigh({ 'index.html': { file: 'entry.js', isEntry: true } }, sizeOf)).toThrow(/home\.tsx is not among/);
});
