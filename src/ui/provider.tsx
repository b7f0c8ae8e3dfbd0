import './theme/styles.ts';
import '@mantine/core/styles/Notification.layer.css';
import '@mantine/notifications/styles.layer.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme/theme.ts';
import { useWide } from './width.ts';

/**
 * Once around everything: the look, light or dark as the device is set, and the place where toasts appear. On the phone that is the top:
 * at the bottom, under the thumb, they would lie over what is pressed next.
 */
export function UiProvider({ children }: { children: ReactNode }) {
  const wide = useWide();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
      <Notifications position={wide ? 'bottom-center' : 'top-center'} limit={3} autoClose={8_000} zIndex={400} />
    </MantineProvider>
  );
}
