export { CustomerVisits, StartVisitButton } from './customer-visits.tsx';
export { visitsChanged } from './live.ts';
export { useCheckIn, useCheckOut, useStartVisit } from './use-visit.ts';
export { VisitLine } from './visit-line.tsx';
