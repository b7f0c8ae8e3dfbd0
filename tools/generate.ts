// `npm run generate`: what is made from something else and committed. `--check` compares instead of writing.
//   src/platform/server/db/tables.gen.ts   from the migrated schema
//   openapi.json                           from the routes
//   src/platform/web/api.gen.d.ts          from openapi.json
// With names, only those: npm run generate -- tables
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describeTables } from './generate/tables.ts';
import { root, say } from './steps.ts';

/** The API is loaded only when it is described: the types of the tables can be made while the code that uses them does not load yet. */
const loadApi = (): Promise<typeof import('./generate/api.ts')> => import('./generate/api.ts');

const products: Record<string, { file: string; make: () => Promise<string> }> = {
  tables: { file: 'src/platform/server/db/tables.gen.ts', make: describeTables },
  openapi: { file: 'openapi.json', make: async () => (await loadApi()).describeApi() },
  client: { file: 'src/platform/web/api.gen.d.ts', make: async () => (await loadApi()).describeApiTypes() },
};

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const check = args.includes('--check');
  const wanted = args.filter((arg) => !arg.startsWith('-'));
  const stale: string[] = [];
  for (const [name, { file, make }] of Object.entries(products)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const place = path.join(root, file);
    const made = await format(await make(), { ...(await resolveConfig(place)), filepath: place });
    if (read(place) === made) continue;
    stale.push(file);
    if (check) continue;
    writeFileSync(place, made);
    say(`wrote ${file}`);
  }
  if (!check || stale.length === 0) return 0;
  say(`stale: ${stale.join(', ')}; run npm run generate and commit`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
