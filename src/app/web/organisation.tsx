export { OrganisationPage as default } from '#modules/org/ui/organisation-page.tsx';
