import { CustomerPage, type CustomerSlots } from '#modules/customers/ui/public.tsx';
import { useParam } from '#platform/web/address.ts';

/** What the modules above customers show on a customer's screen. */
const slots: CustomerSlots = {};

export default function CustomerScreen() {
  const id = useParam('id');
  return <CustomerPage key={id} id={id} slots={slots} />;
}
