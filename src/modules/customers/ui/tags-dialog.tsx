import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubmit } from '#platform/web/offline/use-submit.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoices } from '#ui/chips.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { useCodes } from './codes.ts';
import { setTags, tagsOf } from './commands.ts';
import type { Customer } from './use-customers.ts';

/** Tags chosen from the company's list; a retired one that the customer still has can be taken off. */
export function TagsDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common']);
  const { options, labelOf } = useCodes('tag');
  const [tags, choose] = useState<string[]>(customer.tags);
  const { busy, problem, send } = useSubmit(setTags);
  const { id, name } = customer;
  const save = async (): Promise<void> => {
    const ties = { changes: [tagsOf(id)], needs: [id] };
    const about = { title: name, screen: `/customers/${id}` };
    const became = await send({ params: { id }, body: { tags }, about, ...ties }, t('tagsDialog.saved'));
    if (became.state !== 'refused') onClose();
  };
  const retired = customer.tags.filter((tag) => !options.some(({ value }) => value === tag));
  return (
    <Dialog
      title={t('tagsDialog.title', { name: customer.name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void save()}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <ProblemAlert error={problem} kept />
        <ChipChoices
          label={t('detail.tags')}
          labelHidden
          choices={[...options, ...retired.map((value) => ({ value, label: labelOf(value) }))]}
          values={tags}
          onChange={choose}
        />
      </Stack>
    </Dialog>
  );
}
