// `npm install` may leave out of the lock the optional platform binaries of which some are missing in the registry; its own `npm ci`
// then rejects the lock (seen with oxlint and with oxc-parser below knip). This fills each gap with a stub that no platform matches.
// Run after every change of a dependency: npm run lock.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;
const filled = [];

for (const entry of Object.values({ ...packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    const present = Object.keys(packages).some((key) => key === place || key.endsWith(`/${place}`));
    if (present) continue;
    packages[place] = {
      version: range.replace(/^[^0-9]*/, ''),
      cpu: ['none'],
      os: ['none'],
      dev: entry.dev ?? false,
      optional: true,
    };
    filled.push(name);
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(
  filled.length === 0 ? 'the lock has no gaps\n' : `filled ${filled.length} gaps: ${filled.join(', ')}\n`,
);
