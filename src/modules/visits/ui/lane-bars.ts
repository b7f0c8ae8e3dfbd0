import type { LaneVisit } from '../contract-team-day.ts';
import { usualLength } from '../rules-team-day.ts';

/** How a visit stands in a lane. */
export type Shape = 'planned' | 'inside' | 'unreported' | 'closed' | 'intent';

export interface PlacedBar {
  visit: LaneVisit;
  shape: Shape;
  /** Minutes since midnight. */
  start: number;
  end: number;
}

/** A bar is never drawn shorter than this, so that it can be pressed; minutes. */
const shortest = 25;

/** Between planned visits that have no time of their own; minutes. */
const pace = 30;

export function shapeOf(visit: LaneVisit): Shape {
  if (visit.start === null) return 'planned';
  if (visit.outcome === null) return visit.end === null ? 'inside' : 'unreported';
  return visit.outcome === 'talked' && visit.intent !== null ? 'intent' : 'closed';
}

/**
 * Where the bars of a lane stand. What has begun stands where it was; a planned visit at its time; one without a time is lined up after
 * now, or after the last thing known, at the pace of the street.
 */
export function placeBars(lane: readonly LaneVisit[], now: number | null): PlacedBar[] {
  const happened = lane
    .filter((visit) => visit.start !== null)
    .map((visit) => {
      const start = visit.start ?? 0;
      const open = now === null ? start + usualLength : Math.max(now, start);
      return { visit, shape: shapeOf(visit), start, end: Math.max(start, visit.end ?? open) };
    })
    .toSorted((a, b) => a.start - b.start);
  const timed = lane
    .filter((visit) => visit.start === null && visit.planned !== null)
    .map((visit) => bar(visit, visit.planned ?? 0));
  const busyUntil = Math.max(9 * 60, now ?? 0, ...happened.map(({ start, end }) => Math.max(end, start + shortest)));
  const taken = timed.map(({ start }) => start);
  let next = busyUntil + pace / 3;
  const lined: PlacedBar[] = [];
  for (const visit of lane) {
    if (visit.start !== null || visit.planned !== null) continue;
    while (taken.some((start) => Math.abs(start - next) < pace - 5)) next += 5;
    lined.push(bar(visit, next));
    next += pace;
  }
  return [...happened, ...timed, ...lined].toSorted((a, b) => a.start - b.start);
}

const bar = (visit: LaneVisit, start: number): PlacedBar => ({
  visit,
  shape: 'planned',
  start,
  end: start + usualLength,
});

/** The hours that all lanes share: the working day, wider where something lies outside it. */
export function hoursOf(bars: readonly PlacedBar[]): { from: number; to: number } {
  const from = Math.min(9, ...bars.map(({ start }) => Math.floor(start / 60)));
  const to = Math.max(18, ...bars.map(({ end }) => Math.ceil(end / 60)));
  return { from: Math.max(0, from), to: Math.min(24, to) };
}
