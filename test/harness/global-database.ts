// Started by Vitest once for the tests that need a database (vitest.config.ts), before their workers.
import type { TestProject } from 'vitest/node';
import { prepareTemplate } from './template.ts';
import { openTestServer } from './test-server.ts';

export interface ProvidedDatabase {
  ownerUrl: string;
  appUrl: string;
  template: string;
  run: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    database: ProvidedDatabase;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  const template = await prepareTemplate(server);
  project.provide('database', {
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    template: template.database,
    run: template.run,
  });
  return async () => {
    await template.release();
    await server.stop();
  };
}
