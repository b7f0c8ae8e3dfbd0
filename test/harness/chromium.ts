// Which Chromium the browser tests run on: the machine's own, else the one that npm brings (@sparticuz/chromium), whose libraries are
// unpacked beside it, so that a bare Debian and an ordinary user suffice. It brings no Chinese font; fonts.ts does.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface Chromium {
  executable: string;
  /** What the process needs in its environment to find its libraries. */
  env: Record<string, string>;
  from: 'machine' | 'npm';
}

const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'node_modules/.cache/kejing');
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Why there is no browser to test with; undefined when there is one. Said in the name of each test that is skipped for it. */
export function whyNoBrowser(): string | undefined {
  return findInstalled() === undefined ? whyNoNpmChromium() : undefined;
}

export const whyNoMachineChromium = (): string | undefined =>
  installed.some((file) => existsSync(file)) ? undefined : 'needs Debian package chromium';

export function whyNoNpmChromium(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'needs Chromium, and npm has one for Linux on x64 only';
  const present = existsSync(path.join(root, 'node_modules/@sparticuz/chromium/package.json'));
  return present ? undefined : 'needs Chromium: install Debian package chromium, or run npm ci with dev packages';
}

/** KEJING_TEST_CHROMIUM=npm takes npm's even where the machine has one; a path takes that one. */
function findInstalled(): string | undefined {
  const wanted = process.env['KEJING_TEST_CHROMIUM'];
  if (wanted === 'npm') return undefined;
  return wanted || installed.find((file) => existsSync(file));
}

export async function findChromium(): Promise<Chromium> {
  const machine = findInstalled();
  if (machine !== undefined) return { executable: machine, env: {}, from: 'machine' };
  const place = await unpacked();
  const executable = path.join(place, 'chromium');
  const env = { LD_LIBRARY_PATH: path.join(place, 'al2023/lib') };
  const probe = spawnSync(executable, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (probe.status !== 0) throw new Error(`npm's Chromium does not start here: ${probe.stderr || String(probe.error)}`);
  return { executable, env, from: 'npm' };
}

/** Unpacks into a folder of its own and renames it when whole: a killed run or two at once leave no half browser. */
async function unpacked(): Promise<string> {
  const manifest = path.join(root, 'node_modules/@sparticuz/chromium/package.json');
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'));
  const place = path.join(cache, `chromium-${version}`);
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true });
  const building = mkdtempSync(path.join(cache, 'chromium-building-'));
  const { inflate } = await import('@sparticuz/chromium');
  // The package unpacks into os.tmpdir(), which follows TMPDIR: a shared /tmp/chromium of another user would be unusable.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = building;
  try {
    for (const part of ['chromium.br', 'al2023.tar.br', 'swiftshader.tar.br']) {
      await inflate(path.join(path.dirname(manifest), 'bin', part));
    }
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  try {
    renameSync(building, place);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}
