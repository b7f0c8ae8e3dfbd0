export { loadActor, unitsBelow } from './actor.ts';
export { todayOf } from './directory.ts';
export { type FoundedOrganisation, foundOrganisation } from './founding.ts';
export { peopleImport } from './import.ts';
export { type Found, type NamedPerson, peopleByName, unitsByName } from './import-names.ts';
export { mayOversee } from './oversee.ts';
export { isEmployedFrom, requirePerson, requireUnit } from './people.ts';
export { orgRoutes } from './routes.ts';
export {
  namesOf,
  peopleIn,
  type PostedPerson,
  postedTo,
  postingsOf,
  type StandingPosting,
  unitOfPerson,
} from './standing.ts';
export { calendarOfUnit, exceptionsOf, isWorkingDayOf, nextWorkingDayOf } from './working-days.ts';
