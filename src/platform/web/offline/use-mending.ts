import { useState } from 'react';
import type { paths } from '../api.gen.d.ts';
import { type Problem, toProblem } from '../problem.ts';
import type { Given, QueuedCommand } from './command.ts';
import { submitAgain } from './outbox.ts';
import type { Submitted } from './request.ts';
import type { Entry } from './store.ts';
import { useSubmit, useTold } from './use-submit.ts';

type Method = 'post' | 'put' | 'patch' | 'delete';

/** As `useSubmit`; where the form mends an entry that was refused, that entry is sent again in its place, with what stands in the form now. */
export function useMending<const P extends keyof paths, const M extends Method>(
  command: QueuedCommand<P, M>,
  entry: Entry | undefined,
): ReturnType<typeof useSubmit<P, M>> {
  const fresh = useSubmit(command);
  const told = useTold();
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>({
    busy: false,
    problem: entry?.problem ?? null,
  });
  if (entry === undefined) return fresh;
  return {
    ...state,
    send: async ({ body, ifMatch, about }: Given<P, M>, done?: string): Promise<Submitted> => {
      setState({ busy: true, problem: null });
      const changed = { body, about, ...(ifMatch === undefined ? {} : { ifMatch }) };
      const became = await submitAgain(entry, changed).catch((error: unknown): Submitted => ({
        state: 'refused',
        problem: toProblem(error),
      }));
      setState({ busy: false, problem: became.state === 'refused' ? became.problem : null });
      told(became, done);
      return became;
    },
  };
}
