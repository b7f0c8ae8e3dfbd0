import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { toastDone, toastUndo } from '#ui/toast.tsx';
import type { PlanRow } from '../contract.ts';
import { planPaths } from './live.ts';

type Named = Pick<PlanRow, 'id' | 'version'> & { person: { name: string } };
interface Wish {
  visitAim?: number;
  note?: string;
}

/** Confirms lists and takes it back; each is told with its way back, and what was refused says why. */
export function useConfirmations() {
  const { t } = useTranslation(['plans', 'common']);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const confirmOne = async ({ id, version }: Named, wish: Wish) =>
    api.POST('/api/v1/plans/{id}/confirmation', {
      params: { path: { id: id ?? '' } },
      body: wish,
      headers: { 'If-Match': String(version) },
    });
  const takeBackOne = async (id: string) => api.DELETE('/api/v1/plans/{id}/confirmation', { params: { path: { id } } });

  const working = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    await work().catch((thrown: unknown) => setError(thrown));
    await refresh(...planPaths);
    setBusy(false);
  };

  const takeBack = (plans: readonly Named[]): Promise<void> =>
    working(async () => {
      for (const { id, person } of plans) {
        const { error: refused } = await takeBackOne(id ?? '');
        if (refused !== undefined) setError(refused);
        else if (plans.length === 1) toastDone(t('team.takenBack', { name: person.name }));
      }
      if (plans.length > 1) toastDone(t('undone'));
    });

  return {
    busy,
    error,
    takeBack: (plan: Named) => takeBack([plan]),
    confirm: (plan: Named, wish: Wish = {}) =>
      working(async () => {
        const { error: refused } = await confirmOne(plan, wish);
        if (refused !== undefined) return setError(refused);
        toastUndo(
          t('team.confirmed', { name: plan.person.name }),
          t('common:action.undo'),
          () => void takeBack([plan]),
        );
      }),
    confirmAll: (plans: readonly Named[]) =>
      working(async () => {
        const done: Named[] = [];
        for (const plan of plans) {
          const { error: refused } = await confirmOne(plan, {});
          if (refused === undefined) done.push(plan);
        }
        const failed = plans.length - done.length;
        const words =
          failed === 0
            ? t('team.confirmedAll', { count: done.length })
            : t('team.confirmedSome', { count: done.length, failed });
        toastUndo(words, t('common:action.undo'), () => void takeBack(done));
      }),
  };
}
