// Builds src/app/web/sw.ts to /sw.js once the pages are written, with the list of all their files in it.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';

/** What a device keeps of a version: all code and styles, the entry page, icons and the manifest. Its weight has a budget (bundle-size.ts). */
export const keptFiles = (folder: string): string[] =>
  globSync(['index.html', 'manifest.webmanifest', '*.{png,svg}', 'assets/*.{js,css,svg,woff2}'], {
    cwd: folder,
  }).toSorted();

/** Names in assets/ bear a digest of what is in them; the others are told apart by one. */
const entryOf = (folder: string, file: string) => ({
  url: `/${file.replaceAll(path.sep, '/')}`,
  revision: file.startsWith('assets')
    ? null
    : createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex')
        .slice(0, 16),
});

export function serviceWorker(): Plugin {
  let root = '';
  let folder = '';
  return {
    name: 'kejing-service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = path.resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        await build({
          root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { KEJING_FILES: JSON.stringify(keptFiles(folder).map((file) => entryOf(folder, file))) },
          build: {
            outDir: folder,
            emptyOutDir: false,
            rolldownOptions: {
              input: path.join(root, 'src/app/web/sw.ts'),
              output: { format: 'iife', entryFileNames: 'sw.js' },
            },
          },
        });
      },
    },
  };
}
