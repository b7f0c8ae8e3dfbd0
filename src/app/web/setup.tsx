import { useNavigate, useSearch } from '@tanstack/react-router';
import { SetupPage } from '#modules/identity/ui/setup-page.tsx';

export default function SetupScreen() {
  const { token } = useSearch({ from: '/setup' });
  const navigate = useNavigate();
  return <SetupPage token={token ?? ''} onDone={() => void navigate({ to: '/', search: {} })} />;
}
