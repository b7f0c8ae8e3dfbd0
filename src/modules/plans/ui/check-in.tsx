import { useTranslation } from 'react-i18next';
import { useCheckIn, useStartVisit } from '#modules/visits/ui/public.tsx';
import { Button } from '#ui/button.tsx';
import { ProblemAlert } from '#ui/notice.tsx';

interface CheckInProps {
  customer: { id: string; name: string };
  /** Null at a stop of a list that nobody has confirmed: the visit begins at the door. */
  visitId: string | null;
}

/** Checks in at the door, with or without a visit that was planned. */
export function CheckIn({ customer, visitId }: CheckInProps) {
  return visitId === null ? <Begin customer={customer} /> : <Planned visit={{ id: visitId, customer }} />;
}

function Planned({ visit }: { visit: { id: string; customer: CheckInProps['customer'] } }) {
  const { checkIn, busy, error } = useCheckIn(visit);
  return <Press busy={busy} error={error} onPress={checkIn} />;
}

function Begin({ customer }: Pick<CheckInProps, 'customer'>) {
  const { start, busy, error } = useStartVisit(customer);
  return <Press busy={busy} error={error} onPress={start} />;
}

function Press({ busy, error, onPress }: { busy: boolean; error: unknown; onPress: () => void }) {
  const { t } = useTranslation('plans');
  return (
    <>
      <Button kind="primary" wide busy={busy} onClick={onPress}>
        {t('today.checkIn')}
      </Button>
      <ProblemAlert error={error} />
    </>
  );
}
