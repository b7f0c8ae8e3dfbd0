import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** How long one has been writing: a report should take less than a minute (O8). */
export function Elapsed() {
  const { t } = useTranslation('visits');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1_000)), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <small role="timer" aria-live="off" aria-label={t('report.timer', { time: clock(seconds) })}>
      {clock(seconds)}
    </small>
  );
}
