// A process of its own: the product as it is served.
import { startNode } from '../src/app/server/node.ts';

const [databaseUrl = '', secret = '', home = ''] = process.argv.slice(2);
const node = await startNode({
  databaseUrl,
  secret,
  home,
  log: (level, message, detail) => void process.stderr.write(`${level} ${message} ${JSON.stringify(detail)}\n`),
});
await node.server.listen({ host: '127.0.0.1', port: 0 });
const address = node.server.server.address();
process.on('message', (message) => {
  if (message === 'memory') process.send?.({ rss: process.memoryUsage().rss });
});
process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
