import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerPicker } from '#modules/customers/ui/public.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import type { PlanLine } from '../contract.ts';

interface AddProps {
  /** Who is on the list already: not offered again. */
  taken: readonly string[];
  onAdd: (line: PlanLine) => void;
}

/** Puts a customer on the list; its reason comes from the server with the saving. */
export function AddCustomer({ taken, onAdd }: AddProps) {
  const { t } = useTranslation('plans');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button wide icon={<IconPlus size={20} aria-hidden />} onClick={() => setOpen(true)}>
        {t('list.addLabel')}
      </Button>
      <Dialog title={t('list.addLabel')} open={open} onClose={() => setOpen(false)}>
        <CustomerPicker
          except={taken}
          onPick={(customer) => {
            setOpen(false);
            onAdd({
              customer: { id: customer.id, name: customer.shortName ?? customer.name },
              address: customer.address?.typed ?? null,
              phone: customer.phone?.e164 ?? customer.phone?.typed ?? null,
              followUp: null,
              way: 'visit',
              reason: { code: 'manual', params: {} },
              plannedTime: null,
              visitId: null,
              done: false,
            });
          }}
        />
      </Dialog>
    </>
  );
}
