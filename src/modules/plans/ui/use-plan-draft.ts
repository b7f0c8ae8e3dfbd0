import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { newId } from '#platform/shared/id.ts';
import { api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import type { Plan, PlanLine } from '../contract.ts';
import { planPaths } from './live.ts';
import { useSavingQueue } from './use-saving-queue.ts';

export interface Draft {
  visitAim: number;
  lines: readonly PlanLine[];
}
/** Said of the list as it stands at that moment, so that a way back does not undo what came after it. */
export type Update = (draft: Draft) => Draft;

interface Kept {
  /** Null while the list is only proposed. */
  id: string | null;
  version: number;
}

const draftOf = ({ visitAim, lines }: Plan): Draft => ({ visitAim, lines });

/** Sends the whole list on the version it was made from. */
const putDraft = (day: string, { id, version }: Kept, { visitAim, lines }: Draft) =>
  api.PUT('/api/v1/plans/{day}', {
    params: { path: { day } },
    body: {
      id: id ?? newId(Date.now()),
      visitAim,
      lines: lines.map(({ customer, way, plannedTime }) => ({ customerId: customer.id, way, plannedTime })),
    },
    ...(id === null ? {} : { headers: { 'If-Match': String(version) } }),
  });

/**
 * The list as it is being edited: every change is kept by itself, one after the other, each on the version the last one left. What the
 * server says meanwhile is taken over only while nothing of one's own is unsaved; where somebody else wrote first, what stands now is
 * shown and said.
 */
export function usePlanDraft(plan: Plan) {
  const [draft, setDraft] = useState(draftOf(plan));
  const [overtaken, setOvertaken] = useState(false);
  const latest = useRef(draft);
  /** The last saving came too late; what stands now has to be looked at before it is handed in. */
  const lost = useRef(false);
  const kept = useRef<Kept>({ id: plan.id, version: plan.version });

  const adopt = (from: Plan): void => {
    kept.current = { id: from.id, version: from.version };
    latest.current = draftOf(from);
    setDraft(latest.current);
  };
  const queue = useSavingQueue(async () => {
    const sent = latest.current;
    const { data, error } = await putDraft(plan.day, kept.current, sent);
    if (data !== undefined) {
      if (latest.current === sent) adopt(data);
      else kept.current = { id: data.id, version: data.version };
    } else if (error.code === 'versionConflict') {
      adopt(error.current as Plan);
      lost.current = true;
      setOvertaken(true);
    } else return { problem: error };
    await refresh(...planPaths);
    return undefined;
  });
  const takeOver = useEffectEvent((from: Plan) => {
    if (!queue.unsaved()) adopt(from);
  });
  useEffect(() => takeOver(plan), [plan]);

  return {
    draft,
    saving: queue.saving,
    problem: queue.problem,
    overtaken,
    change: (update: Update): void => {
      latest.current = update(latest.current);
      setDraft(latest.current);
      setOvertaken(false);
      queue.changed();
    },
    /** Saves what is not saved yet, and a list that was only proposed; false where it could not be. */
    flush: async (): Promise<boolean> => {
      lost.current = false;
      return (await queue.flush({ always: kept.current.id === null })) && !lost.current;
    },
  };
}
