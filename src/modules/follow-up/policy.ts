import type { Actor } from '#platform/shared/actor.ts';

/** A step is its owner's, and of those who lead the unit it counts in. */
export const canChange = (actor: Actor, step: { owner_id: string; unit_id: string }): boolean =>
  step.owner_id === actor.personId || actor.units.includes(step.unit_id);
