import { useEffect, useState } from 'react';
import { dropDraft, keepDraft, keptDraft } from './drafts.ts';

interface Kept<T> {
  /** Whether it is known what was kept; a form opens then. */
  ready: boolean;
  kept: T | undefined;
  keep: (value: T) => void;
  drop: () => void;
}

/** What is half written on a screen, under a key of its own: it outlives a reload and a closed browser, until it is sent or thrown away. */
export function useDraft<T>(key: string): Kept<T> {
  const [found, setFound] = useState<{ key: string; value: T | undefined }>();
  useEffect(() => {
    let here = true;
    const show = (value: T | undefined): void => {
      if (here) setFound({ key, value });
    };
    // A browser that keeps nothing has no draft either.
    keptDraft<T>(key).then(show, () => show(undefined));
    return () => {
      here = false;
    };
  }, [key]);
  return {
    ready: found?.key === key,
    kept: found?.key === key ? found.value : undefined,
    keep: (value) => void keepDraft(key, value).catch(() => undefined),
    drop: () => {
      setFound({ key, value: undefined });
      void dropDraft(key).catch(() => undefined);
    },
  };
}
