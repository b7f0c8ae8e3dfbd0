import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#platform/shared/id.ts';
import { $api, api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { visitsChanged } from './live.ts';
import { locate } from './place.ts';

const now = (): string => new Date().toISOString();

/** Checks in at the moment of the press; the position is added if the phone knows it soon. */
export function useCheckIn(id: string) {
  const [locating, setLocating] = useState(false);
  const command = $api.useMutation('post', '/api/v1/visits/{id}/check-in', {
    onSuccess: visitsChanged,
  });
  const checkIn = async (): Promise<void> => {
    const occurredAt = now();
    setLocating(true);
    const position = await locate();
    setLocating(false);
    command.mutate({
      params: { path: { id } },
      body: position === undefined ? { occurredAt } : { occurredAt, position },
    });
  };
  return { checkIn, locating, busy: locating || command.isPending, error: command.error };
}

export function useCheckOut(id: string) {
  const command = $api.useMutation('post', '/api/v1/visits/{id}/check-out', {
    onSuccess: visitsChanged,
  });
  const checkOut = (): void => command.mutate({ params: { path: { id } }, body: { occurredAt: now() } });
  return { checkOut, busy: command.isPending, error: command.error };
}

/** Begins a visit nobody had planned, at the door: made, checked in, and opened. */
export function useStartVisit(customerId: string) {
  const format = useFormat();
  const navigate = useNavigate();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const start = async (): Promise<void> => {
    const occurredAt = now();
    setState({ busy: true, error: null });
    const id = newId(Date.now());
    const { error } = await api.POST('/api/v1/visits', {
      body: { id, customerId, day: format.today(), unplanned: true },
    });
    if (error !== undefined) {
      setState({ busy: false, error });
      return;
    }
    const position = await locate();
    // Refused or unreachable: the visit's own page offers to check in again.
    await api.POST('/api/v1/visits/{id}/check-in', {
      params: { path: { id } },
      body: position === undefined ? { occurredAt } : { occurredAt, position },
    });
    await visitsChanged();
    setState({ busy: false, error: null });
    await navigate({ to: '/visits/$id', params: { id } });
  };
  const tryStart = (): void => void start().catch((error: unknown) => setState({ busy: false, error }));
  return { start: tryStart, ...state };
}
