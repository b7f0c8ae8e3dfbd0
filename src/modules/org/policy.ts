import { type Actor, can } from '#platform/shared/actor.ts';

/** Units where a person works today, and those of the asker: his own posts and what he leads. */
export interface Nearness {
  personUnits: readonly string[];
  actorUnits: readonly string[];
}

const manages = (actor: Actor): boolean => can(actor, 'people.manage');
const isSelf = (actor: Actor, personId: string): boolean => actor.personId === personId;
const leads = (actor: Actor, units: readonly string[]): boolean => units.some((unit) => actor.units.includes(unit));

/** Phone, e-mail and employment number: of oneself, of colleagues in one's own units, of whom one leads, or of all who manage people. */
export const seesContact = (actor: Actor, personId: string, { personUnits, actorUnits }: Nearness): boolean =>
  manages(actor) ||
  isSelf(actor, personId) ||
  leads(actor, personUnits) ||
  personUnits.some((unit) => actorUnits.includes(unit));

/** Employments and past postings: of oneself, of whom one leads, or of all who manage people. */
export const seesHistory = (actor: Actor, personId: string, personUnits: readonly string[]): boolean =>
  manages(actor) || isSelf(actor, personId) || leads(actor, personUnits);

export const changesPeople = manages;
export const changesUnits = (actor: Actor): boolean => can(actor, 'org.manage');
