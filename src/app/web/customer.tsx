import { CustomerPage, type CustomerSlots } from '#modules/customers/ui/public.tsx';
import { CustomerNextSteps } from '#modules/follow-up/ui/public.tsx';
import { CustomerVisits, StartVisitButton } from '#modules/visits/ui/public.tsx';
import { useParam } from '#platform/web/address.ts';

/** What the modules above customers show on a customer's screen. */
const slots: CustomerSlots = {
  actions: [({ customer }) => <StartVisitButton customer={customer} />],
  panels: [
    ({ customer }) => <CustomerNextSteps customer={customer} />,
    ({ customer }) => <CustomerVisits customer={customer} />,
  ],
};

export default function CustomerScreen() {
  const id = useParam('id');
  return <CustomerPage key={id} id={id} slots={slots} />;
}
