import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unexpected, toProblem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { ErrorState } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';

/** In place of a screen that could not be read or shown. */
export function Crash({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  if (toProblem(error).code !== unexpected) return <ErrorState error={error} onRetry={again} />;
  return (
    <Page title={t('crash.title')} subtitle={t('crash.text')}>
      <Button onClick={() => globalThis.location.reload()}>{t('action.retry')}</Button>
    </Page>
  );
}

/** The same where even the frame around the screens could not be shown. */
export function LoneCrash(props: { error: unknown; reset: () => void }) {
  return (
    <main>
      <Crash {...props} />
    </main>
  );
}
