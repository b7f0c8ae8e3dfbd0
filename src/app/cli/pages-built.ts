import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
/** The last thing a build writes. */
const built = path.join(root, 'dist/web/sw.js');

/** In a checkout the pages are built when they are missing or older than their sources; an installation without the builder brings them along. */
export async function ensurePages(say: (line: string) => void): Promise<void> {
  if (!existsSync(path.join(root, 'node_modules/vite/package.json'))) {
    if (!existsSync(built)) say('The pages are not built: run "npm ci && npm run build" once.');
    return;
  }
  if (existsSync(built) && statSync(built).mtimeMs > newestSource()) return;
  say('building the pages (once, about half a minute)');
  const { build } = await import('vite');
  await build({ root, logLevel: 'error', configFile: path.join(root, 'vite.config.ts') });
}

function newestSource(): number {
  const files = globSync(
    [
      'index.html',
      'vite.config.ts',
      'package-lock.json',
      'messages/**/*.json',
      'public/*',
      'tools/web/*.ts',
      'src/{ui,app/web,platform/web,platform/shared,modules}/**/*.{ts,tsx,css}',
    ],
    { cwd: root },
  );
  return Math.max(0, ...files.map((file) => statSync(path.join(root, file)).mtimeMs));
}
