import { Refused, refuse } from '#platform/shared/result.ts';

/** Passes when the client changed what stands; else a conflict with both values. @throws Refused */
export function requireVersion(
  ifMatch: number | undefined,
  version: number,
  current: Record<string, unknown>,
  submitted: Record<string, unknown>,
): void {
  if (ifMatch === undefined) throw new Refused(refuse('invalid', 'ifMatch'));
  if (ifMatch !== version)
    throw new Refused(refuse('conflict', 'versionConflict', { current: { ...current, version }, submitted }));
}
