// The dependency fence (.dependency-cruiser.mjs): who may use whom. Fails also when the fence is blind: dependency-cruiser with a
// TypeScript that it cannot load reads no file and passes.
import { execFile } from 'node:child_process';
import { existsSync, globSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ICruiseResult } from 'dependency-cruiser';
import { root, say } from './steps.ts';

export interface FenceReport {
  /** How many files the fence has looked at, packages among them. */
  seen: number;
  /** `rule: from → to`, one for each breach, and whatever shows that the fence is blind or the map is not the folder. */
  breaches: string[];
}

const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

function cruise(project: string, folders: readonly string[]): Promise<ICruiseResult> {
  const args = [cruiser, ...folders, '--config', path.join(root, '.dependency-cruiser.mjs'), '--output-type', 'json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: project, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      // It exits with the number of breaches; only an answer that cannot be read is a failure of the tool.
      if (!stdout.startsWith('{')) reject(new Error(`dependency-cruiser gave no answer: ${stderr || String(error)}`));
      else resolve(JSON.parse(stdout) as ICruiseResult);
    });
  });
}

/** Holds a project's src, bench and sample against the rules of this project. */
export async function inspectFence(project: string, modules: readonly string[]): Promise<FenceReport> {
  const folders = ['src', 'bench', 'sample', 'test'].filter((name) => existsSync(path.join(project, name)));
  const { summary, modules: files } = await cruise(project, folders);
  const breaches = summary.violations.map(({ rule, from, to }) =>
    from === to ? `${rule.name}: ${from}` : `${rule.name}: ${from} → ${to}`,
  );

  const seen = new Set(files.map((file) => file.source));
  const missed = globSync('src/**/*.{ts,tsx}', { cwd: project }).filter(
    (file) => !seen.has(file.replaceAll('\\', '/')),
  );
  if (missed.length > 0) breaches.push(`the fence is blind for ${missed.length} files, e.g. ${missed[0]}`);
  if (summary.totalCruised === 0)
    breaches.push('the fence saw no file: which TypeScript does dependency-cruiser load?');

  const moduleFolder = path.join(project, 'src/modules');
  const present = existsSync(moduleFolder) ? readdirSync(moduleFolder) : [];
  for (const name of present) if (!modules.includes(name)) breaches.push(`src/modules/${name} is not on the map`);
  for (const name of modules)
    if (!present.includes(name)) breaches.push(`the map names ${name}, but src/modules has no such folder`);
  return { seen: summary.totalCruised, breaches };
}

interface FenceConfig {
  default: { forbidden: { name: string }[] };
  uses: Record<string, string[]>;
}

const config = async (): Promise<FenceConfig> => import(pathToFileURL(path.join(root, '.dependency-cruiser.mjs')).href);

/** The names on the map of modules. */
export const mappedModules = async (): Promise<string[]> => Object.keys((await config()).uses);

export const fenceRules = async (): Promise<string[]> => (await config()).default.forbidden.map((rule) => rule.name);

if (process.argv[1] === import.meta.filename) {
  const { seen, breaches } = await inspectFence(root, await mappedModules());
  for (const breach of breaches) say(breach);
  say(`${seen} files seen, ${breaches.length} breaches`);
  if (breaches.length > 0) process.exitCode = 1;
}
