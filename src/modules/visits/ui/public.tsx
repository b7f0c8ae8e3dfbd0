export { CustomerVisits, StartVisitButton } from './customer-visits.tsx';
export { useCheckIn, useStartVisit } from './use-visit.ts';
