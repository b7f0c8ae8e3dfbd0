import { NewCustomerPage } from '#modules/customers/ui/public.tsx';

export default NewCustomerPage;
