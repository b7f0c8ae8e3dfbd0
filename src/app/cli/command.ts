import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

export interface CliCommand {
  name: string;
  /** One line for the overview. */
  summary: string;
  /** Shown by --help: usage, options, examples. */
  help: string;
  /** Words go to standard error; with --json, one JSON value goes to standard output. The number is the exit status. */
  run(args: string[]): Promise<number>;
}

/** What a person did wrong on the command line, in a sentence; no stack is shown. */
export class UsageError extends Error {}

export const say = (line: string): void => void process.stderr.write(`${line}\n`);
export const tell = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

export function options<const T extends ParseArgsOptionsConfig>(args: string[], config: T) {
  try {
    return parseArgs({ args, options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is missing.`);
  return value;
}

/** The whole of standard input without the line end: how passwords are handed over. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
