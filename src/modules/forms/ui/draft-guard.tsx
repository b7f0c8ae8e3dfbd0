import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#ui/button.tsx';
import { Confirm } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import type { Form } from '../contract.ts';
import type { FormDraft } from './use-form-editor.ts';

interface DraftNoticeProps {
  draft: FormDraft;
  form: Form;
  onDrop: () => void;
}

/** What is shown is not what stands: a draft of one's own, perhaps of an older version. */
export function DraftNotice({ draft, form, onDrop }: DraftNoticeProps) {
  const { t } = useTranslation('forms');
  const [asked, setAsked] = useState(false);
  const { version } = form;
  return (
    <Notice tone={draft.version === version ? 'info' : 'warn'}>
      <p>{t('draft.kept')}</p>
      {draft.version !== version && <p>{t('draft.behind', { version })}</p>}
      <Button size="small" onClick={() => setAsked(true)}>
        {t('draft.drop')}
      </Button>
      <Confirm
        title={t('draft.dropTitle')}
        text={<p>{t('draft.dropText', { version })}</p>}
        verb={t('draft.drop')}
        danger
        open={asked}
        onConfirm={onDrop}
        onClose={() => setAsked(false)}
      />
    </Notice>
  );
}

/** Leaving with unpublished changes is asked once; a lost session leads to the sign-in page unasked. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation('forms');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && next.pathname !== current.pathname && next.pathname !== '/sign-in',
    // The draft outlives a closed browser.
    enableBeforeUnload: false,
    withResolver: true,
  });
  return (
    <Confirm
      title={t('draft.leaveTitle')}
      text={<p>{t('draft.leaveText')}</p>}
      verb={t('draft.leave')}
      open={blocker.status === 'blocked'}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  );
}
