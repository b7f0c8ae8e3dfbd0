import type { Problem } from '#platform/web/problem.ts';
import type { Entry } from '#platform/web/offline/store.ts';

/** How a refused entry is mended: choose a side, hand it on, correct it where it was written, or try once more. */
export type Mending = 'conflict' | 'gone' | 'correct' | 'again';

/** The version that stands on the server, in a refusal that brings it. */
export function standingVersion(problem: Problem | null): number | undefined {
  const current = problem?.current;
  if (typeof current !== 'object' || current === null || !('version' in current)) return undefined;
  return typeof current.version === 'number' ? current.version : undefined;
}

export function mendingOf({ problem, about }: Pick<Entry, 'problem' | 'about'>): Mending {
  if (problem?.code === 'versionConflict' && standingVersion(problem) !== undefined) return 'conflict';
  if (problem?.status === 404) return 'gone';
  if (problem?.status === 422 && about.screen !== undefined) return 'correct';
  return 'again';
}
