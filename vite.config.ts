import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './tools/web/compressed.ts';
import { serviceWorker } from './tools/web/service-worker.ts';

export default defineConfig({
  plugins: [react(), compressed(), serviceWorker()],
  resolve: { alias: [{ find: /^#/, replacement: `${import.meta.dirname}/src/` }] },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome120', 'safari17.4', 'firefox121'],
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files rather than one for every two screens that share a thing: a phone asks for six at a time. Of the first two an
          // update of the product changes one. The sheets stay together: in them the order counts.
          groups: [
            { name: 'icons', test: /@tabler.icons-react/, priority: 2 },
            { name: 'packages', tags: ['$initial'], test: /node_modules.*\.[cm]?js$/, priority: 1 },
            { name: 'start', tags: ['$initial'] },
            // What the first screen shows beside: small.
            { name: 'first', test: /src.ui.(tag|stat|timeline|width|bar|person-name|toast)\b|use-media-query/ },
            { name: 'fields', test: /src.ui.(fields|choice-fields|chips|stepper|scale)\b/ },
            { name: 'dialogs', test: /src.ui.(dialog|search-select|version-conflict)\b/ },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: { '/api': { target: process.env['KEJING_API'] ?? 'http://localhost:3000' } },
  },
});
