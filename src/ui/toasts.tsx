import '@mantine/core/styles/Notification.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';
import { useWide } from './width.ts';

/**
 * Where toasts appear; what was said before it came is shown then. On the phone that is the top: at the bottom, under the thumb, they
 * would lie over what is pressed next.
 */
export function Toasts() {
  const wide = useWide();
  return <Notifications position={wide ? 'bottom-center' : 'top-center'} limit={3} autoClose={8_000} zIndex={400} />;
}
