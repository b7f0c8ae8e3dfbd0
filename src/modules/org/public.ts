export { loadActor, unitsBelow } from './actor.ts';
export { type FoundedOrganisation, foundOrganisation } from './founding.ts';
export { mayOversee } from './oversee.ts';
