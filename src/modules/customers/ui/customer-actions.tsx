import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#platform/web/connection.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Row } from '#ui/card.tsx';
import { Confirm } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { LifecycleDialog } from './lifecycle-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';
import { useArchive } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

type Open = 'assign' | 'lifecycle' | 'tags' | 'archive' | undefined;

/** What may be done with the record itself, as far as the reader may do it. */
export function CustomerActions({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const [open, setOpen] = useState<Open>();
  const { busy, error, archive } = useArchive(customer);
  const close = (): void => setOpen(undefined);
  const { update, assign } = customer.can;
  const whyNot = useConnection() === 'on' ? undefined : t('detail.onlineOnly');
  return (
    <>
      <Row>
        {update && (
          <>
            <ButtonLink to="/customers/$id/edit" params={{ id: customer.id }}>
              {t('detail.edit')}
            </ButtonLink>
            <Button onClick={() => setOpen('lifecycle')}>{t('detail.lifecycle')}</Button>
            <Button onClick={() => setOpen('tags')}>{t('detail.editTags')}</Button>
          </>
        )}
        {assign && customer.archivedAt === null && (
          <Button whyNot={whyNot} onClick={() => setOpen('assign')}>
            {t('detail.assign')}
          </Button>
        )}
        {update && (
          <Button whyNot={whyNot} onClick={() => setOpen('archive')}>
            {t('detail.archive')}
          </Button>
        )}
      </Row>
      {open === 'assign' && <AssignDialog ids={[customer.id]} onClose={close} onDone={close} />}
      {open === 'lifecycle' && <LifecycleDialog customer={customer} onClose={close} />}
      {open === 'tags' && <TagsDialog customer={customer} onClose={close} />}
      <Confirm
        title={t('archive.title', { name: customer.name })}
        text={
          <>
            <ProblemAlert error={error} />
            <p>{t('archive.text')}</p>
          </>
        }
        verb={t('archive.verb')}
        danger
        reason="required"
        open={open === 'archive'}
        busy={busy}
        onClose={close}
        onConfirm={(reason) => void archive(reason).then(close, () => undefined)}
      />
    </>
  );
}
