import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// Tests that take something from test/harness run against a real PostgreSQL, which is started for them alone; the others pay nothing.
const journeys = 'test/journeys/**/*.test.ts';
const withDatabase = globSync('{src,sample,test,tools,bench}/**/*.test.{ts,tsx}').filter(
  (file) => file.startsWith('test/harness/') || /from '[^']*\/harness\//.test(readFileSync(file, 'utf8')),
);

const common = {
  environment: 'node',
  // Far beyond what a quiet machine needs: two cores with other work on them must not turn a run red.
  testTimeout: 180_000,
  hookTimeout: 300_000,
  passWithNoTests: true,
  restoreMocks: true,
  unstubEnvs: true,
} as const;

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['{src,sample,test,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: ['node_modules', journeys, ...withDatabase],
        },
      },
      {
        test: {
          ...common,
          name: 'database',
          include: withDatabase,
          exclude: ['node_modules', journeys],
          globalSetup: ['test/harness/global-database.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'journeys',
          include: [journeys],
          testTimeout: 400_000,
          fileParallelism: false,
          globalSetup: ['test/harness/global-database.ts'],
        },
      },
    ],
  },
});
