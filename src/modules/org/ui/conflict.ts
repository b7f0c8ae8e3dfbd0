import type { Problem } from '#platform/web/problem.ts';

interface Conflict<T> {
  /** What stands now, by the server. */
  current: T & { version: number };
}

/** What stands now, when the server refused because somebody saved first. */
export function conflictOf<T>(error: Problem | null): Conflict<T> | undefined {
  if (error?.code !== 'versionConflict' || typeof error.current !== 'object' || error.current === null)
    return undefined;
  return { current: error.current as T & { version: number } };
}
