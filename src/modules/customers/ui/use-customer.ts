import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { useSubmit } from '#platform/web/offline/use-submit.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import type { Lifecycle } from '../rules.ts';
import { changeLifecycle } from './commands.ts';

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
export function useLifecycle({ id, name }: { id: string; name: string }, onDone: () => void) {
  const { t } = useTranslation('customers');
  const { busy, problem, send } = useSubmit(changeLifecycle);
  return {
    busy,
    error: problem,
    move: async (to: Lifecycle, reason: string): Promise<void> => {
      const body = { to, ...(reason === '' ? {} : { reason }) };
      const about = { title: name, screen: `/customers/${id}` };
      const done = t('lifecycleDialog.done', { to: t(`lifecycle.${to}`) });
      const became = await send({ params: { id }, body, about, changes: [id] }, done);
      if (became.state !== 'refused') onDone();
    },
  };
}
