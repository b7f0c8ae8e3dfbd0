import { useRouter, useSearch } from '@tanstack/react-router';
import { SignInPage } from '#modules/identity/ui/sign-in-page.tsx';

export default function SignInScreen() {
  const { to, ended } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  return <SignInPage ended={ended === true} onDone={() => router.history.push(to ?? '/')} />;
}
