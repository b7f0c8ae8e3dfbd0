import { VisitPage } from '#modules/visits/ui/visit-page.tsx';

export default VisitPage;
