import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import type { Lifecycle } from '../rules.ts';

export const useCustomer = (id: string) => $api.useQuery('get', '/api/v1/customers/{id}', { params: { path: { id } } });

const paths = ['/api/v1/customers'] as const;
/** After any change: the customer, the list and the timeline are read again. */
export const refreshCustomers = (): Promise<void> => refresh(...paths);

/** Puts a customer away, and takes it back. */
export function useArchive(customer: { id: string; name: string }) {
  const { t } = useTranslation(['customers', 'common']);
  const path = { params: { path: { id: customer.id } } };
  const archive = $api.useMutation('post', '/api/v1/customers/{id}/archiving');
  const restore = $api.useMutation('delete', '/api/v1/customers/{id}/archiving');
  const back = async (): Promise<void> => {
    await restore.mutateAsync(path);
    await refreshCustomers();
    toastDone(t('archive.restored'));
  };
  return {
    busy: archive.isPending || restore.isPending,
    error: archive.error ?? restore.error,
    restore: () => void back().catch(() => undefined),
    archive: async (reason: string): Promise<void> => {
      await archive.mutateAsync({ ...path, body: { reason } });
      await refreshCustomers();
      const undo = (): void => void back().catch(() => undefined);
      toastUndo(t('archive.done', { name: customer.name }), t('common:action.undo'), undo);
    },
  };
}

/** Moves a customer along its life. */
export function useLifecycle(id: string, onDone: () => void) {
  const { t } = useTranslation('customers');
  const change = $api.useMutation('post', '/api/v1/customers/{id}/lifecycle', {
    onSuccess: async (_answer, { body }) => {
      onDone();
      await refreshCustomers();
      toastDone(t('lifecycleDialog.done', { to: t(`lifecycle.${body.to}`) }));
    },
  });
  return {
    busy: change.isPending,
    error: change.error,
    move: (to: Lifecycle, reason: string) =>
      change.mutate({ params: { path: { id } }, body: { to, ...(reason === '' ? {} : { reason }) } }),
  };
}
