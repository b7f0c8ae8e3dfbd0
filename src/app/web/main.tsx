import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { i18n, startLanguage } from '#platform/web/language.ts';
import { queryClient } from '#platform/web/queries.ts';
import { UiProvider } from '#ui/provider.tsx';
import { awaitInstallOffer } from './install-prompt.ts';
import { keepPages } from './new-version.ts';
import './phone.ts';
import { router, startScreen } from './router.ts';

const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no #app');

/** After an update of the server the parts of the old page are gone: once, the new page is fetched. */
globalThis.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('kejing.reloaded') ?? 0);
  if (!navigator.onLine || Date.now() - last < 30_000) return;
  sessionStorage.setItem('kejing.reloaded', String(Date.now()));
  globalThis.location.reload();
});

// Shapes are checked without code made on the spot, which the pages' content policy forbids.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

awaitInstallOffer();
// Where the browser refuses (no storage, a certificate it does not know) the product works as long as there is a network.
void keepPages().catch(() => undefined);
startScreen();
await startLanguage();

createRoot(place).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <UiProvider>
          <RouterProvider router={router} />
        </UiProvider>
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
);
