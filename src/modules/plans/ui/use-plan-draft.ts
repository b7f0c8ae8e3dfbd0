import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { newId } from '#platform/shared/id.ts';
import { api } from '#platform/web/api.ts';
import { refresh } from '#platform/web/queries.ts';
import { toProblem } from '#platform/web/problem.ts';
import type { Plan, PlanLine } from '../contract.ts';
import { planPaths } from './live.ts';

export interface Draft {
  visitAim: number;
  lines: readonly PlanLine[];
}
/** Said of the list as it stands at that moment, so that a way back does not undo what came after it. */
export type Update = (draft: Draft) => Draft;
export type Saving = 'idle' | 'saving' | 'saved' | 'failed';

/** Many presses in a moment are one saving. */
const patienceMillis = 500;

const draftOf = ({ visitAim, lines }: Plan): Draft => ({ visitAim, lines });

/**
 * The list as it is being edited: every change is kept by itself, one after the other, each on the version the last one left. What the
 * server says meanwhile is taken over only while nothing of one's own is unsaved; where somebody else wrote first, what stands now is
 * shown and said.
 */
export function usePlanDraft(plan: Plan) {
  const [draft, setDraft] = useState(draftOf(plan));
  const [saving, setSaving] = useState<Saving>('idle');
  const [problem, setProblem] = useState<unknown>(null);
  const [overtaken, setOvertaken] = useState(false);
  const latest = useRef(draft);
  const kept = useRef({ id: plan.id, version: plan.version });
  const dirty = useRef(false);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const adopt = (from: Plan): void => {
    kept.current = { id: from.id, version: from.version };
    latest.current = draftOf(from);
    setDraft(latest.current);
  };

  const send = async (): Promise<boolean> => {
    dirty.current = false;
    const { id, version } = kept.current;
    const sent = latest.current;
    const lines = sent.lines.map(({ customer, way, plannedTime }) => ({ customerId: customer.id, way, plannedTime }));
    const { data, error } = await api.PUT('/api/v1/plans/{day}', {
      params: { path: { day: plan.day } },
      body: { id: id ?? newId(Date.now()), visitAim: sent.visitAim, lines },
      ...(id === null ? {} : { headers: { 'If-Match': String(version) } }),
    });
    if (data !== undefined) {
      kept.current = { id: data.id, version: data.version };
      if (!dirty.current) adopt(data);
      return true;
    }
    if (error.code === 'versionConflict') {
      adopt(error.current as Plan);
      setOvertaken(true);
    } else {
      dirty.current = true;
      setProblem(error);
    }
    return false;
  };

  const saveAll = async (): Promise<boolean> => {
    setSaving('saving');
    setProblem(null);
    let done = true;
    try {
      while (dirty.current && done) done = await send();
    } catch (error) {
      dirty.current = true;
      setProblem(toProblem(error));
      done = false;
    }
    running.current = null;
    setSaving(done ? 'saved' : 'failed');
    await refresh(...planPaths);
    return done;
  };

  /** Saves what is not saved yet, and a list that was only proposed; false where it could not be. */
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (kept.current.id === null) dirty.current = true;
    running.current ??= saveAll();
    return running.current;
  };

  const change = (update: Update): void => {
    latest.current = update(latest.current);
    dirty.current = true;
    setDraft(latest.current);
    setOvertaken(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), patienceMillis);
  };

  const takeOver = useEffectEvent((from: Plan) => {
    if (!dirty.current && running.current === null) adopt(from);
  });
  useEffect(() => takeOver(plan), [plan]);

  const leave = useEffectEvent(() => {
    if (dirty.current) void flush();
  });
  useEffect(() => () => leave(), []);

  return { draft, change, flush, saving, problem, overtaken };
}
