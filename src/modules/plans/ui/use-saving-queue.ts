import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { toProblem } from '#platform/web/problem.ts';

export type Saving = 'idle' | 'saving' | 'saved' | 'failed';

/** Many presses in a moment are one saving. */
const patienceMillis = 500;

/**
 * Saves by itself what is being edited: a moment after the last change, one saving after the other, and once more before the screen is
 * left. `send` saves what stands at that moment; it answers undefined when it is done, else what was wrong. What could not be saved
 * stays unsaved, to be tried again.
 */
export function useSavingQueue(send: () => Promise<{ problem: unknown } | undefined>) {
  const [saving, setSaving] = useState<Saving>('idle');
  const [problem, setProblem] = useState<unknown>(null);
  const dirty = useRef(false);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const saveAll = async (): Promise<boolean> => {
    setSaving('saving');
    setProblem(null);
    let refused: { problem: unknown } | undefined;
    while (dirty.current && refused === undefined) {
      dirty.current = false;
      refused = await send().catch((error: unknown) => ({ problem: toProblem(error) }));
    }
    if (refused !== undefined) {
      dirty.current = true;
      setProblem(refused.problem);
    }
    running.current = null;
    setSaving(refused === undefined ? 'saved' : 'failed');
    return refused === undefined;
  };
  const flush = (): Promise<boolean> => {
    clearTimeout(timer.current);
    running.current ??= saveAll();
    return running.current;
  };
  const leave = useEffectEvent(() => {
    if (dirty.current) void flush();
  });
  useEffect(() => () => leave(), []);

  return {
    saving,
    problem,
    /** Something is not saved yet, or on its way. */
    unsaved: () => dirty.current || running.current !== null,
    changed: () => {
      dirty.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), patienceMillis);
    },
    /** Saves at once what is not saved yet, with `always` also what was not changed; false where it could not be. */
    flush: ({ always = false } = {}): Promise<boolean> => {
      if (always) dirty.current = true;
      return flush();
    },
  };
}
