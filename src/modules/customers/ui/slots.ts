import type { ComponentType } from 'react';
import type { Customer } from './use-customers.ts';

/** What other modules put on a customer's screen; composed by the application, because customers know none of them. */
export interface CustomerSlots {
  /** Beside the telephone and the way there: what begins work here and now. */
  actions?: readonly ComponentType<{ customer: Customer }>[];
  /** Between the head and the contacts. */
  panels?: readonly ComponentType<{ customer: Customer }>[];
}
