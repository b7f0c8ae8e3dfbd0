import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toastDone } from '#ui/toast.tsx';
import type { paths } from '../api.gen.d.ts';
import { connectionNow } from '../connection.ts';
import { type Problem, toProblem } from '../problem.ts';
import type { Given, QueuedCommand } from './command.ts';
import { allEntries } from './mirror.ts';
import { discard, submit } from './outbox.ts';
import type { Submitted } from './request.ts';

type Method = 'post' | 'put' | 'patch' | 'delete';

/** Told once a command is done (`done`, e.g. 'saved'), or safely on this phone: then the same words for all. Nothing for what is refused. */
export function useTold(): (became: Submitted, done?: string) => void {
  const { t } = useTranslation();
  return ({ state }, done) => {
    if (state === 'queued') toastDone(t('outbox.kept'));
    else if (state === 'sent' && done !== undefined) toastDone(done);
  };
}

/**
 * A command of the outbox on a screen: `send` keeps it and waits for the answer where one comes soon. What the server refuses meanwhile is
 * `problem`, to be shown where it was written, and nothing is kept of it.
 */
export function useSubmit<const P extends keyof paths, const M extends Method>(
  command: QueuedCommand<P, M>,
  /** `quiet`: what comes after it tells. */
  { quiet = false }: { quiet?: boolean } = {},
) {
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null });
  const told = useTold();
  return {
    ...state,
    /** `done` is said when the server has done it. */
    send: async (given: Given<P, M>, done?: string): Promise<Submitted> => {
      setState({ busy: true, problem: null });
      const became = await submit(command, given).catch((error: unknown): Submitted => ({
        state: 'refused',
        problem: toProblem(error),
      }));
      setState({ busy: false, problem: became.state === 'refused' ? became.problem : null });
      if (!quiet) told(became, done);
      return became;
    },
  };
}

/** Throws away what was only just written and has not been on its way; false where it may have reached the server already. */
export async function takeBackUnsent(became: Submitted): Promise<boolean> {
  if (became.state !== 'queued' || connectionNow() === 'on') return false;
  const entry = (await allEntries()).find(({ id }) => id === became.id);
  if (entry?.state !== 'pending' || entry.attempts > 0) return false;
  await discard(entry);
  return true;
}
