import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { QueuedCommand } from './command.ts';
import { allEntries } from './mirror.ts';
import type { Entry } from './store.ts';

type Command = Pick<QueuedCommand<never, never>, 'id'>;

/**
 * What the server refused and is to be mended on this screen: the list of the outbox leads here with `?entry=`. Nothing, once it is known
 * that there is nothing of the kind.
 */
export function useRefused(...commands: readonly Command[]): { ready: boolean; entry: Entry | undefined } {
  const { entry: id }: { entry?: unknown } = useSearch({ strict: false });
  const [found, setFound] = useState<{ id: unknown; entry: Entry | undefined }>();
  useEffect(() => {
    let here = true;
    if (id === undefined) return;
    const show = (entries: readonly Entry[]): void => {
      if (here) setFound({ id, entry: entries.find((entry) => entry.id === id && entry.state === 'refused') });
    };
    allEntries().then(show, () => show([]));
    return () => {
      here = false;
    };
  }, [id]);
  if (id === undefined) return { ready: true, entry: undefined };
  const entry = found?.id === id ? found.entry : undefined;
  const ours = entry !== undefined && commands.some((command) => command.id === entry.command);
  return { ready: found?.id === id, entry: ours ? entry : undefined };
}
