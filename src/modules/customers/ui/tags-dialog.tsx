import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoices } from '#ui/chips.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { toastDone } from '#ui/toast.tsx';
import { useCodes } from './codes.ts';
import { refreshCustomers } from './use-customer.ts';
import type { Customer } from './use-customers.ts';

/** Tags chosen from the company's list; a retired one that the customer still has can be taken off. */
export function TagsDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common']);
  const { options, labelOf } = useCodes('tag');
  const [tags, setTags] = useState<string[]>(customer.tags);
  const save = $api.useMutation('put', '/api/v1/customers/{id}/tags', {
    onSuccess: async () => {
      onClose();
      await refreshCustomers();
      toastDone(t('tagsDialog.saved'));
    },
  });
  const retired = customer.tags.filter((tag) => !options.some(({ value }) => value === tag));
  return (
    <Dialog
      title={t('tagsDialog.title', { name: customer.name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button
            kind="primary"
            busy={save.isPending}
            onClick={() => save.mutate({ params: { path: { id: customer.id } }, body: { tags } })}
          >
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={save.error} kept />
        <ChipChoices
          label={t('detail.tags')}
          labelHidden
          choices={[...options, ...retired.map((value) => ({ value, label: labelOf(value) }))]}
          values={tags}
          onChange={setTags}
        />
      </Stack>
    </Dialog>
  );
}
