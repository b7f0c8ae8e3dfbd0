import { ReportPage } from '#modules/visits/ui/report-page.tsx';

export default ReportPage;
