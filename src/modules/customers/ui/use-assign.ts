import { useTranslation } from 'react-i18next';
import { $api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone, toastUndo } from '#ui/toast.tsx';

/** Where each customer was. */
type Before = readonly { customerId: string; personId: string | null; unitId: string }[];

/** Assigns, and puts every customer back to whom and where it was when that is taken back. */
export function useAssign(onDone: () => void) {
  const { t } = useTranslation(['customers', 'common']);
  const assign = $api.useMutation('post', '/api/v1/customers/assignments');
  const again = async (before: Before): Promise<void> => {
    const groups = Map.groupBy(before, ({ personId, unitId }) => `${personId} ${unitId}`);
    for (const group of groups.values()) {
      const [first] = group;
      if (first === undefined) continue;
      const { personId, unitId } = first;
      const customerIds = group.map(({ customerId }) => customerId);
      await assign.mutateAsync({
        body: { customerIds, personId, ...(personId === null ? { unitId } : {}) },
      });
    }
    await refresh('/api/v1/customers');
    toastDone(t('assign.undone'));
  };
  return {
    busy: assign.isPending,
    error: assign.error,
    assign: async (customerIds: string[], person: { id: string; name: string } | null, reason: string) => {
      const { assigned, before } = await assign.mutateAsync({
        body: { customerIds, personId: person?.id ?? null, ...(reason === '' ? {} : { reason }) },
      });
      onDone();
      await refresh('/api/v1/customers');
      const said =
        person === null
          ? t('assign.doneNobody', { count: assigned })
          : t('assign.done', { count: assigned, name: person.name });
      toastUndo(said, t('common:action.undo'), () => void again(before));
    },
  };
}
