import type { Tone } from '#ui/tag.tsx';
import type { PlanState } from '../rules.ts';

/** How a list's state is coloured; its word stands beside it. */
export const stateTones: Readonly<Record<PlanState | 'none', Tone>> = {
  proposed: 'none',
  open: 'info',
  submitted: 'warn',
  confirmed: 'good',
  none: 'bad',
};
