// A process of its own: node:http and pg alone, running the caught statements: no sign-in, no scope, no validation, no shape of answers.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import pg from 'pg';
import type { Operation } from './operations.ts';
import { replay } from './replay.ts';

const [url = '', file = ''] = process.argv.slice(2);
const operations = JSON.parse(readFileSync(file, 'utf8')) as Operation[];
const pool = new pg.Pool({
  connectionString: url,
  max: 10,
  options: '-c TimeZone=UTC -c plan_cache_mode=force_custom_plan -c jit=off',
});

pool.on('error', () => {});

const server = http.createServer((request, response) => {
  const operation = operations[Number(request.url?.slice(1))];
  if (operation === undefined) {
    response.writeHead(404).end();
    return;
  }
  request.resume();
  request.on('end', () => {
    replay(pool, operation).then(
      (rows) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items: rows })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
