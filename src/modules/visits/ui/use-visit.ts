import { useNavigate } from '@tanstack/react-router';
import { newId } from '#platform/shared/id.ts';
import { useFormat } from '#platform/web/format.ts';
import { phoneInstant, phoneNow } from '#platform/web/offline/clock.ts';
import { useSubmit, useTold } from '#platform/web/offline/use-submit.ts';
import { beginCheckIn, type Door, useCheckInState } from './check-ins.ts';
import { checkOutVisit, planVisit } from './commands.ts';

/** Checks in at the moment of the press; the position is added if the phone knows it soon. */
export function useCheckIn(visit: Door) {
  const { going, problem } = useCheckInState(visit.id);
  const told = useTold();
  return {
    checkIn: (): void => void beginCheckIn(visit).then((became) => told(became)),
    busy: going,
    error: problem,
  };
}

export function useCheckOut({ id, customer }: Door) {
  const { send, busy, problem } = useSubmit(checkOutVisit);
  const checkOut = (): void =>
    void send({
      params: { id },
      body: { occurredAt: phoneInstant() },
      changes: [id],
      needs: [customer.id],
      about: { title: customer.name, screen: `/visits/${id}` },
    });
  return { checkOut, busy, error: problem };
}

/** Begins a visit at the door: made, checked in, and opened. Where one stood planned for the day it comes in its place. */
export function useStartVisit(customer: { id: string; name: string }) {
  const format = useFormat();
  const navigate = useNavigate();
  const told = useTold();
  const { send, busy, problem } = useSubmit(planVisit, { quiet: true });
  const start = async (): Promise<void> => {
    const id = newId(phoneNow());
    const became = await send({
      params: {},
      body: { id, customerId: customer.id, day: format.today(), unplanned: true },
      makes: [id],
      needs: [customer.id],
      about: { title: customer.name, screen: `/customers/${customer.id}` },
    });
    if (became.state === 'refused') return;
    // Refused: the visit's own page says why, and offers to check in again.
    void beginCheckIn({ id, customer }).then((inside) => told(inside));
    await navigate({ to: '/visits/$id', params: { id } });
  };
  return { start: (): void => void start(), busy, error: problem };
}
