import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { onReached } from '#platform/web/connection.ts';
import { startLive } from '#platform/web/live.ts';
import { fillPhone } from '#platform/web/offline/fill.ts';
import { measurePressure } from '#platform/web/offline/pressure.ts';
import { startSender } from '#platform/web/offline/sender.ts';
import { readAgain } from '#platform/web/offline/shown.ts';
import { onSessionLost, onSignedOutElsewhere, renewSession } from '#platform/web/session.ts';

/** After the first screen stands: what the day needs may come a moment later. */
const afterFirstScreen = 2_000;

const fill = (): void => void fillPhone().catch(() => undefined);

/** What the phone holds is brought up to date when the page is looked at and when the server answers again. */
function keepFilled(): () => void {
  const soon = setTimeout(() => {
    fill();
    void measurePressure();
  }, afterFirstScreen);
  const look = (): void => {
    if (!document.hidden) fill();
  };
  const again = (): void => {
    void readAgain();
    fill();
  };
  const unreached = onReached(again);
  document.addEventListener('visibilitychange', look);
  // Nobody knows yet whether the server answers: asking finds out.
  globalThis.addEventListener('online', again);
  return () => {
    clearTimeout(soon);
    unreached();
    document.removeEventListener('visibilitychange', look);
    globalThis.removeEventListener('online', again);
  };
}

/** What goes on as long as somebody is signed in: the stream of events, the sending, the filling, and the watch for the session's end. */
export function usePhoneLife(): void {
  const router = useRouter();
  useEffect(() => startLive(), []);
  // A refused sign-in is found out by the next read, which leads to the sign-in page.
  useEffect(() => startSender(() => void renewSession().catch(() => undefined)), []);
  useEffect(() => keepFilled(), []);
  useEffect(() => {
    const stopLost = onSessionLost(() =>
      router.navigate({ to: '/sign-in', search: { to: router.state.location.href, ended: true } }),
    );
    const stopElsewhere = onSignedOutElsewhere(() => router.navigate({ to: '/sign-in', search: {} }));
    return () => {
      stopLost();
      stopElsewhere();
    };
  }, [router]);
}
