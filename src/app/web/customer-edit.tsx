import { EditCustomerPage } from '#modules/customers/ui/public.tsx';
import { useParam } from '#platform/web/address.ts';

export default function CustomerEditScreen() {
  const id = useParam('id');
  return <EditCustomerPage key={id} id={id} />;
}
