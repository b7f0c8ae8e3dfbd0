export { FormsPage as default } from '#modules/forms/ui/forms-page.tsx';
