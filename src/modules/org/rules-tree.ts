// The dated tree as intervals [from, to): pure, so that a move can be checked against the tree that its edges describe.
import type { Day } from '#platform/shared/day.ts';

/** From a day (included) to a day (not included); null: without end. */
export interface Span {
  fromDay: Day;
  toDay: Day | null;
}

/** That `ancestorId` stood `depth` steps above `descendantId` all through the span; every unit is its own ancestor at depth 0. */
export interface DatedPath extends Span {
  ancestorId: string;
  descendantId: string;
  depth: number;
}

export interface StoredPath extends DatedPath {
  id: string;
}

const earlier = (a: Day | null, b: Day | null): Day | null => {
  if (a === null) return b;
  return b === null || a < b ? a : b;
};

/** The days two spans share; undefined when there are none. */
export function overlap(a: Span, b: Span): Span | undefined {
  const fromDay = a.fromDay > b.fromDay ? a.fromDay : b.fromDay;
  const toDay = earlier(a.toDay, b.toDay);
  return toDay === null || fromDay < toDay ? { fromDay, toDay } : undefined;
}

export const holds = (span: Span, day: Day): boolean =>
  span.fromDay <= day && (span.toDay === null || day < span.toDay);

export interface Rehanging {
  unitId: string;
  /** The days for which the unit hangs under its new parent. */
  window: Span;
  /** Paths that overlap the window: from the unit down (itself included), … */
  below: readonly DatedPath[];
  /** … from its ancestors to the unit, … */
  above: readonly DatedPath[];
  /** … from its ancestors to everything below it, … */
  through: readonly StoredPath[];
  /** … and from the new parent up (itself included). */
  parents: readonly DatedPath[];
}

/**
 * What a move does to the closure: paths that led through the unit end for the window, and what is above the new parent is joined with
 * what is below the unit for the days both stood.
 */
export function rehang(move: Rehanging): { gone: StoredPath[]; come: DatedPath[] } {
  const gone = move.through.filter((path) => leadsThrough(path, move));
  const kept = gone.flatMap((path) => outside(path, move.window));
  return { gone, come: [...kept, ...joined(move)] };
}

/** A path holds one chain of units all its days, so one day of it tells whether the unit is on the chain. */
function leadsThrough(path: StoredPath, { window, above, below }: Rehanging): boolean {
  const day = path.fromDay > window.fromDay ? path.fromDay : window.fromDay;
  return (
    above.some((up) => up.ancestorId === path.ancestorId && holds(up, day)) &&
    below.some((down) => down.descendantId === path.descendantId && holds(down, day))
  );
}

/** What remains of a path before and after the window. */
function outside(path: DatedPath, window: Span): DatedPath[] {
  const before = overlap(path, { fromDay: '0001-01-01', toDay: window.fromDay });
  const after = window.toDay === null ? undefined : overlap(path, { fromDay: window.toDay, toDay: null });
  const { ancestorId, descendantId, depth } = path;
  return [before, after].flatMap((span) => (span === undefined ? [] : [{ ancestorId, descendantId, depth, ...span }]));
}

function joined({ window, parents, below }: Rehanging): DatedPath[] {
  return parents.flatMap((up) =>
    below.flatMap((down) => {
      const both = overlap(up, down);
      const span = both === undefined ? undefined : overlap(both, window);
      if (span === undefined) return [];
      const depth = up.depth + 1 + down.depth;
      return [{ ancestorId: up.ancestorId, descendantId: down.descendantId, depth, ...span }];
    }),
  );
}
