// The fence must bark: a small project with one breach of every rule, and the same project without them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fenceRules, inspectFence, mappedModules } from '../../tools/fence.ts';
import { root } from '../../tools/steps.ts';

const places: string[] = [];
afterEach(() => {
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true });
});

function project(files: Record<string, string>): string {
  const place = mkdtempSync(path.join(tmpdir(), 'kejing-fence-'));
  places.push(place);
  symlinkSync(path.join(root, 'node_modules'), path.join(place, 'node_modules'));
  for (const name of ['package.json', 'tsconfig.json'])
    writeFileSync(path.join(place, name), readFileSync(path.join(root, name)));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), text);
  }
  return place;
}

/** A folder with a public door for every module on the map, so that the map and the folders agree. */
async function doors(): Promise<Record<string, string>> {
  const names = await mappedModules();
  return Object.fromEntries(names.map((name) => [`src/modules/${name}/public.ts`, `export const name = '${name}';\n`]));
}

const lawful = {
  'src/platform/server/db/database.ts': `import { Kysely } from 'kysely';\nexport const open = Kysely;\nexport type Db = Kysely<object>;\n`,
  'src/modules/visits/load.ts': `import type { Db } from '#platform/server/db/database.ts';\nexport type D = Db;\n`,
  'src/platform/shared/day.ts': `export const day = '2026-11-23';\n`,
  'src/ui/page.tsx': `import { useState } from 'react';\nexport const Page = () => <p>{useState(1)[0]}</p>;\n`,
  'src/modules/visits/rules.ts': `import { day } from '#platform/shared/day.ts';\nexport const due = day;\n`,
  'src/modules/visits/contract.ts': `import { z } from 'zod';\nexport const visit = z.string();\n`,
  'src/modules/visits/queries.ts': `import { name } from '#modules/customers/public.ts';\nimport { name as org } from '#modules/org/public.ts';\nexport const q = [name, org];\n`,
  'src/modules/visits/testing.ts': `export const makeVisit = 1;\n`,
  'src/modules/visits/ui/list.tsx': `import { Page } from '#ui/page.tsx';\nexport const List = Page;\n`,
  'src/modules/plans/plans.test.ts': `import { makeVisit } from '#modules/visits/testing.ts';\nexport const t = makeVisit;\n`,
  'src/app/server/main.ts': `import { open } from '#platform/server/db/database.ts';\nexport const server = open;\n`,
  'src/app/web/main.tsx': `import { List } from '#modules/visits/ui/list.tsx';\nexport const app = List;\n`,
};

/** One breach of each rule: the file that commits it and its text. */
const breaches: Record<string, [file: string, text: string]> = {
  'no-cycles': ['src/platform/server/a.ts', `import { b } from './b.ts';\nexport const a = () => b;\n`],
  'modules-are-private': [
    'src/modules/plans/a.ts',
    `import { q } from '#modules/visits/queries.ts';\nexport const a = q;\n`,
  ],
  'customers-uses-what-the-map-says': [
    'src/modules/customers/a.ts',
    `import { due } from '#modules/visits/rules.ts';\nexport const a = due;\n`,
  ],
  'org-uses-what-the-map-says': [
    'src/modules/org/a.ts',
    `import { name } from '#modules/forms/public.ts';\nexport const a = name;\n`,
  ],
  'every-module-is-on-the-map': [
    'src/modules/gossip/a.ts',
    `import { day } from '#platform/shared/day.ts';\nexport const a = day;\n`,
  ],
  'shelves-know-no-domain': [
    'src/ui/a.tsx',
    `import { due } from '#modules/visits/rules.ts';\nexport const a = due;\n`,
  ],
  'nothing-imports-app': [
    'src/modules/visits/a.ts',
    `import { server } from '#app/server/main.ts';\nexport const a = server;\n`,
  ],
  'browser-code-stays-in-browser': [
    'src/modules/visits/ui/a.tsx',
    `import { q } from '../queries.ts';\nexport const a = q;\n`,
  ],
  'browser-code-has-no-node': [
    'src/ui/b.ts',
    `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n`,
  ],
  'server-imports-no-screens': [
    'src/modules/visits/b.ts',
    `import { List } from './ui/list.tsx';\nexport const a = List;\n`,
  ],
  'shared-is-pure': ['src/platform/shared/a.ts', `import { a } from '#platform/server/a.ts';\nexport const b = a;\n`],
  'rules-are-pure': [
    'src/modules/visits/rules-of-thumb.ts',
    `import { q } from './queries.ts';\nexport const a = q;\n`,
  ],
  'no-tests-in-product': [
    'src/modules/visits/c.ts',
    `import { makeVisit } from './testing.ts';\nexport const a = makeVisit;\n`,
  ],
  'product-runs-without-dev-packages': [
    'src/app/server/a.ts',
    `import { chromium } from 'playwright-core';\nexport const a = chromium;\n`,
  ],
  'modules-open-no-database': [
    'src/modules/visits/d.ts',
    `import { open } from '#platform/server/db/database.ts';\nexport const a = open;\n`,
  ],
  'sample-uses-doors': ['sample/a.ts', `import { q } from '#modules/visits/queries.ts';\nexport const a = q;\n`],
  'only-the-demo-makes-the-sample': [
    'src/app/server/b.ts',
    `import { a } from '../../../sample/a.ts';\nexport const b = a;\n`,
  ],
  'not-to-unresolvable': [
    'src/platform/server/c.ts',
    `import { x } from '#platform/server/nowhere.ts';\nexport const a = x;\n`,
  ],
};

test('a lawful project passes, and the fence has seen its files', async () => {
  const files = { ...(await doors()), ...lawful };
  const report = await inspectFence(project(files), await mappedModules());
  expect(report.breaches).toEqual([]);
  expect(report.seen).toBeGreaterThanOrEqual(Object.keys(files).length);
});

test('every rule is broken by its breach', async () => {
  const accomplice = { 'src/platform/server/b.ts': `import { a } from './a.ts';\nexport const b = () => a;\n` };
  const files = { ...(await doors()), ...lawful, ...accomplice, ...Object.fromEntries(Object.values(breaches)) };
  const report = await inspectFence(project(files), await mappedModules());
  for (const [rule, [file]] of Object.entries(breaches)) {
    expect(
      report.breaches.filter((breach) => breach.startsWith(`${rule}: ${file}`)),
      rule,
    ).not.toEqual([]);
  }
  expect(report.breaches).toContain('src/modules/gossip is not on the map');
});

test('every rule has its breach here', async () => {
  const mapRules = (name: string): boolean => name.endsWith('-uses-what-the-map-says');
  const rules = (await fenceRules()).filter((name) => !mapRules(name));
  expect(
    Object.keys(breaches)
      .filter((name) => !mapRules(name))
      .toSorted(),
  ).toEqual(rules.toSorted());
});

test('a name on the map without a folder, and a project without files, are told', async () => {
  const files = await doors();
  delete files['src/modules/plans/public.ts'];
  const report = await inspectFence(project({ ...files, ...lawful, 'src/modules/plans/plans.test.ts': '' }), [
    ...(await mappedModules()),
    'deals',
  ]);
  expect(report.breaches).toEqual(['the map names deals, but src/modules has no such folder']);
  const empty = await inspectFence(project({ 'src/readme.txt': '' }), []);
  expect(empty.breaches).toEqual(['the fence saw no file: which TypeScript does dependency-cruiser load?']);
});
