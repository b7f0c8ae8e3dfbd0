import type { FastifyInstance } from 'fastify';
import type { OpenDatabase } from '#platform/server/db/database.ts';
import { isMigrated } from '#platform/server/db/migrate.ts';

/** `/health`: the process is alive. `/ready`: the database answers and stands where this build expects it. */
export function healthRoutes(server: FastifyInstance, database: OpenDatabase): void {
  server.get('/health', async () => ({ status: 'alive' }));
  server.get('/ready', async (_request, reply) => {
    try {
      if (await isMigrated((sql) => database.pool.query(sql))) return { status: 'ready' };
      return await reply.code(503).header('retry-after', '5').send({ status: 'not migrated' });
    } catch {
      return reply.code(503).header('retry-after', '5').send({ status: 'database unreachable' });
    }
  });
}
