export { PeoplePage as default } from '#modules/org/ui/people-page.tsx';
