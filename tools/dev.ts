// `npm run dev`: the server, restarted whenever its sources change, and Vite's dev server in front of it, which reloads the screens.
// The embedded PostgreSQL is held here, so that it outlives the server's restarts.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { readConfig } from '#platform/server/config.ts';
import { openStorage } from '../src/app/server/storage.ts';
import { root, say } from './steps.ts';

const config = readConfig(process.env, root);
const storage = await openStorage(config, say);
const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { KEJING_API: `http://localhost:${config.port}`, ...process.env },
  });
const children = [
  start('--watch', '--watch-preserve-output', path.join(root, 'tools/dev-server.ts')),
  start(path.join(root, 'node_modules/vite/bin/vite.js')),
];

// Ctrl-C reaches the children from the terminal too; a signal to us alone is passed on. One that ends by itself ends the other.
const stop = (): void => {
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
await Promise.all(children.map((child) => ended(child)));
await storage.close();

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => {
      stop();
      resolve();
    });
  });
}
