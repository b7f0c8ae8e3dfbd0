import { type Refusal, refuse } from '#platform/shared/result.ts';

/**
 * Lets so many work at once; others wait in the order they came, and beyond `mostWaiting` the next one is turned away to come again. It
 * bounds what the process needs, however many ask.
 */
export function gate(atOnce: number, mostWaiting: number) {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) inside -= 1;
    else next();
  };
  return async function through<T>(work: () => Promise<T>): Promise<T | Refusal> {
    if (inside < atOnce) inside += 1;
    else {
      if (waiting.length >= mostWaiting) return refuse('tooMany', 'files.busy', { params: { seconds: 10 } });
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
