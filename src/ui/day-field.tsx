import { lazy, Suspense } from 'react';
import { formatDay, formatWeekday } from '#platform/shared/day.ts';
import type { DayFieldProps } from './day-picker.tsx';
import { TextField } from './fields.tsx';

const DayPicker = lazy(() => import('./day-picker.tsx').then((module) => ({ default: module.DayPicker })));

/**
 * A calendar day, picked from a calendar headed as the reader writes dates: 「2026年11月」, 「民國115年11月」, 'November 2026'. The calendar
 * is heavy and comes a moment after the screen; until then the field stands in its place with its day.
 */
export function DayField(props: DayFieldProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <DayPicker {...props} />
    </Suspense>
  );
}

function Waiting({ label, description, error, optional, language, dateStyle, value }: DayFieldProps) {
  const reader = { language, dateStyle };
  const shown =
    value === null ? '' : `${formatDay(value, { ...reader, form: 'long' })} ${formatWeekday(value, language)}`;
  const look = { label, description, error, optional };
  return <TextField {...look} disabled value={shown} onChange={() => undefined} />;
}
