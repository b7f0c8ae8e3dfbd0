import { useTranslation } from 'react-i18next';
import { useCheckIn, useStartVisit } from '#modules/visits/ui/public.tsx';
import { Button } from '#ui/button.tsx';
import { ProblemAlert } from '#ui/notice.tsx';

interface CheckInProps {
  customerId: string;
  /** Null at a stop of a list that nobody has confirmed: the visit begins at the door. */
  visitId: string | null;
}

/** Checks in at the door, with or without a visit that was planned. */
export function CheckIn({ customerId, visitId }: CheckInProps) {
  return visitId === null ? <Begin customerId={customerId} /> : <Planned visitId={visitId} />;
}

function Planned({ visitId }: { visitId: string }) {
  const { checkIn, busy, error } = useCheckIn(visitId);
  return <Press busy={busy} error={error} onPress={() => void checkIn()} />;
}

function Begin({ customerId }: { customerId: string }) {
  const { start, busy, error } = useStartVisit(customerId);
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
