import { TeamDayPage } from '#modules/visits/ui/team-day-page.tsx';

/** The lead's desk. What other modules ask of the lead is put beside it here, because visits know none of them. */
export default function TeamDayScreen() {
  return <TeamDayPage />;
}
