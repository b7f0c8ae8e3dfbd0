import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import type { EmbeddedOptions, EmbeddedPostgres } from './embedded.ts';
import type { HolderAnswer } from './testing-holder.ts';

export const isRoot = process.getuid?.() === 0;
/** Someone who is neither root nor the account that a server of root's gets. */
export const stranger = { uid: 65534, gid: 65534 };

const script = path.join(import.meta.dirname, 'testing-holder.ts');

/** What a test has begun and must not outlive it; ended in the opposite order. */
export class Leftovers {
  private readonly endings: (() => unknown)[] = [];

  add(ending: () => unknown): void {
    this.endings.push(ending);
  }

  async clear(): Promise<void> {
    for (const end of this.endings.splice(0).toReversed()) await end();
  }

  /** A directory that others may pass through, removed afterwards. */
  directory(): string {
    const made = mkdtempSync(path.join(tmpdir(), 'kejing-embedded-'));
    chmodSync(made, 0o711);
    this.add(() => rm(made, { recursive: true, force: true }));
    return made;
  }

  held(server: EmbeddedPostgres): EmbeddedPostgres {
    this.add(() => server.stop());
    return server;
  }

  /** Starts an application process that holds the home's server; it leads a process group of its own. */
  async hold(options: EmbeddedOptions, who: { uid?: number; gid?: number } = {}): Promise<Holder> {
    const child = spawn(process.execPath, [script, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
      cwd: '/',
      ...who,
    });
    this.add(() => leave(child));
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const answer = JSON.parse(line) as HolderAnswer;
    return { child, answer, url: 'ownerUrl' in answer ? answer.ownerUrl : '' };
  }
}

export interface Holder {
  child: ChildProcess;
  answer: HolderAnswer;
  url: string;
}

/** Lets a holder stop in order. */
export async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

/** Kills a holder and everything in its process group, as a closed terminal or an impatient operator does. */
export async function killGroup(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined) throw new Error('the holder never ran');
  const gone = once(child, 'exit');
  process.kill(-child.pid, signal);
  await gone;
}

/** One statement on a connection of its own; the rows. */
export async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<T>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

export function postmasterPid(data: string): number {
  return Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export function isRunning(pid: number): boolean {
  try {
    return (
      execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .startsWith('Z') === false
    );
  } catch {
    return false;
  }
}

/** Whether a stranger could run this checkout's code at all: not when it lies under a closed directory. */
export function strangerCanRunThis(): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$2"', 'sh', script, process.execPath], {
      ...(isRoot ? stranger : {}),
      cwd: '/',
    });
    return true;
  } catch {
    return false;
  }
}

/** The value, which the test's set-up has made sure of. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the test has not been given what it needs');
  return value;
}
