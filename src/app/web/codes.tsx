export { CodesPage as default } from '#modules/customers/ui/codes-page.tsx';
