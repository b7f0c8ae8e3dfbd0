import './theme/styles.ts';
import { MantineProvider } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { cssVariables, theme } from './theme/theme.ts';

const Toasts = lazy(() => import('./toasts.tsx').then(({ Toasts: component }) => ({ default: component })));

/** Once around everything: the look, light or dark as the device is set, and the place where toasts appear. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
      <ToastsSoon />
    </MantineProvider>
  );
}

/** Once the first screen has had its time: nothing is said before. */
function ToastsSoon() {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const soon = setTimeout(() => setDue(true), 1_000);
    return () => clearTimeout(soon);
  }, []);
  return (
    due && (
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
    )
  );
}
