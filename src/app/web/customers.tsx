import { CustomersPage } from '#modules/customers/ui/public.tsx';

export default CustomersPage;
