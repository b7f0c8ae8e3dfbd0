export { CalendarsPage as default } from '#modules/org/ui/calendars-page.tsx';
