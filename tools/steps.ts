// Runs commands as steps: on the Node that runs us, output kept or shown, seconds taken. Shared by `npm run check` and `npm test`.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder; every path a tool prints is relative to it. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

export interface StepResult {
  ok: boolean;
  seconds: number;
  /** Standard output and error as they came; empty when they were shown at once. */
  output: string;
}

export interface StepOptions {
  env?: Record<string, string>;
  /** Show the output as it comes rather than keep it. */
  show?: boolean;
}

/** Runs a script of ours (`tools/fence.ts`) or a package's command (`vitest`) with arguments, as `node tools/run.mjs` would. */
export function runStep(command: readonly string[], options: StepOptions = {}): Promise<StepResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'tools/run.mjs'), ...command], {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: options.show === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const finish = (ok: boolean, added = ''): void =>
      resolve({ ok, seconds: (performance.now() - started) / 1000, output: Buffer.concat(chunks).toString() + added });
    child.on('error', (error) => finish(false, error.message));
    child.on('close', (code) => finish(code === 0));
  });
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
