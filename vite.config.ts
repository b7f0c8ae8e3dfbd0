import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './tools/web/compressed.ts';
import { firstScreen } from './tools/web/first-screen.ts';
import { serviceWorker } from './tools/web/service-worker.ts';

export default defineConfig({
  plugins: [react(), firstScreen(), compressed(), serviceWorker()],
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
          // What the entry needs comes in two pieces rather than in thirty; of these an update of the product changes one. The sheets
          // stay together: in them the order counts.
          groups: [
            { name: 'packages', tags: ['$initial'], test: /node_modules.*\.[cm]?js$/, priority: 1 },
            { name: 'start', tags: ['$initial'] },
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
