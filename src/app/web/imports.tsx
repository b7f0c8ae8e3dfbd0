export { ImportsPage as default } from '#modules/imports/ui/imports-page.tsx';
