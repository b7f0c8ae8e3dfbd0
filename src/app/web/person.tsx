import { AccountPanel } from '#modules/identity/ui/public.tsx';
import { PersonPage } from '#modules/org/ui/person-page.tsx';

export default function PersonScreen() {
  return <PersonPage Account={AccountPanel} />;
}
