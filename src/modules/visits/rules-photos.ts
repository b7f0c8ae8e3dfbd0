import type { VisitState } from './rules.ts';

/** More than any visit needs; a hundred more a slip or worse. */
export const mostPhotos = 60;

/** A visit takes photos at any time, before the check-in and long after it; only one that does not take place has none to show. */
export const takesPhotos = (state: VisitState): boolean => state !== 'cancelled';
