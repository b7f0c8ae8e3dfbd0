export const visitKinds = ['first', 'return', 'delivery', 'collection', 'service'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** What became of the visit at the door (glossary: refused is 謝絕, noSoliciting the sign that keeps sellers out). */
export const outcomes = ['talked', 'nobody', 'busy', 'refused', 'noSoliciting', 'movedOut', 'wrongPerson'] as const;
export type VisitOutcome = (typeof outcomes)[number];

/** Only where somebody talked is there anything to ask; elsewhere a report is the outcome and perhaps a sentence. */
export const asksForAnswers = (outcome: VisitOutcome): boolean => outcome === 'talked';

/** Turned away: what counts for a streak that needs the lead. */
export const turnedAway = (outcome: VisitOutcome | null): boolean =>
  outcome === 'refused' || outcome === 'noSoliciting';

export const visitStates = ['planned', 'checkedIn', 'reported', 'checkedOut', 'cancelled'] as const;
export type VisitState = (typeof visitStates)[number];

export const visitVerbs = ['replan', 'checkIn', 'report', 'checkOut', 'cancel'] as const;
export type VisitVerb = (typeof visitVerbs)[number];

/**
 * What may happen in which state, and what it leads to; what stands not here may not. A report without check-in implies one; one may leave
 * before reporting and report afterwards; a report may be changed at any time and stays on record.
 */
export const transitions: Readonly<Record<VisitState, Partial<Record<VisitVerb, VisitState>>>> = {
  planned: { replan: 'planned', checkIn: 'checkedIn', report: 'reported', cancel: 'cancelled' },
  checkedIn: { report: 'reported', checkOut: 'checkedOut' },
  reported: { report: 'reported', checkOut: 'checkedOut' },
  checkedOut: { report: 'checkedOut' },
  cancelled: {},
};

export const after = (state: VisitState, verb: VisitVerb): VisitState | undefined => transitions[state][verb];

/** The dated rows of a visit: which of them are there is its state. */
export interface VisitFacts {
  checkedIn: boolean;
  reported: boolean;
  checkedOut: boolean;
  cancelled: boolean;
}

export function stateOf(facts: VisitFacts): VisitState {
  if (facts.cancelled) return 'cancelled';
  if (facts.checkedOut) return 'checkedOut';
  if (facts.reported) return 'reported';
  return facts.checkedIn ? 'checkedIn' : 'planned';
}

/** What is said beside a check-in that is not beyond doubt. It is never refused for it: signal in a lift is poor. */
export const doubtKinds = ['noPosition', 'inaccurate', 'far', 'late', 'clockAhead', 'implied'] as const;
export type Doubt = (typeof doubtKinds)[number];

export interface CheckInFacts {
  /** When it happened by the phone's corrected clock, and when the server learned of it; milliseconds. */
  occurredAt: number;
  recordedAt: number;
  /** Radius of the position in metres; null without a position. */
  accuracy: number | null;
  /** To the customer's door in metres; null where one of the two places is unknown. */
  distance: number | null;
  implied: boolean;
}

const minute = 60_000;
export const farMetres = 300;
export const inaccurateMetres = 200;

export function doubtsOf(facts: CheckInFacts): Doubt[] {
  const found: Doubt[] = [];
  if (facts.implied) found.push('implied');
  else if (facts.accuracy === null) found.push('noPosition');
  else if (facts.accuracy > inaccurateMetres) found.push('inaccurate');
  if (facts.distance !== null && facts.distance - (facts.accuracy ?? 0) > farMetres) found.push('far');
  if (facts.recordedAt - facts.occurredAt > 15 * minute) found.push('late');
  if (facts.occurredAt - facts.recordedAt > 2 * minute) found.push('clockAhead');
  return found;
}

interface Place {
  lat: number;
  lng: number;
}

/** Metres between two places on the globe (haversine). */
export function metresBetween(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const half = (degrees: number): number => Math.sin((degrees * rad) / 2) ** 2;
  const share = half(b.lat - a.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(b.lng - a.lng);
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(share)));
}

export interface Worth {
  measure: 'visits' | 'talks' | 'cards' | 'intents';
  quantity: number;
}

/**
 * What a visit is worth in the ledger (T11): one visit once it was reported or left; a talk when somebody talked; a card when one was
 * received; an intent from 3 on.
 */
export function worthOf(
  report: { outcome: VisitOutcome; intent: number | null; cardReceived: boolean } | null,
): Worth[] {
  const worth: Worth[] = [{ measure: 'visits', quantity: 1 }];
  if (report === null) return worth;
  if (report.outcome === 'talked') worth.push({ measure: 'talks', quantity: 1 });
  if (report.cardReceived) worth.push({ measure: 'cards', quantity: 1 });
  if (report.intent !== null && report.intent >= 3) worth.push({ measure: 'intents', quantity: 1 });
  return worth;
}

/** What visits take from the answers of any form, by the keys that all of them share. */
export interface Gist {
  intent: number | null;
  headCount: number | null;
  sentence: string | null;
  cardReceived: boolean;
}

export function gistOf(answers: Readonly<Record<string, unknown>>): Gist {
  const plain = (key: string): unknown => {
    const answer = answers[key];
    return typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : answer;
  };
  const whole = (value: unknown): number | null =>
    typeof value === 'number' && Number.isInteger(value) ? value : null;
  const sentence = plain('sentence');
  const exchanged = plain('exchanged');
  return {
    intent: whole(plain('intent')),
    headCount: whole(plain('headCount')),
    sentence: typeof sentence === 'string' ? sentence : null,
    cardReceived: Array.isArray(exchanged) && exchanged.includes('cardReceived'),
  };
}

/** The form that fits a customer's kind; households and shops have their own, everybody else sits in an office. */
export function formFor(customerKind: string): string {
  return customerKind === 'household' || customerKind === 'shop' ? customerKind : 'office';
}

const hours = 60 * minute;
/** After this long inside without leaving, something is stuck or forgotten. */
export const stuckAfter = 2 * hours;
/** From this hour of the outlet's day on, nobody who has visits to make should still be without one. */
export const firstVisitBy = 11;
/** So many doors closed in a row want a word from the lead. */
export const closedDoors = 3;

/** How many of the latest visits in a row were turned away; `latest` is newest first, null where no report is there yet. */
export function refusedStreak(latest: readonly (VisitOutcome | null)[]): number {
  const reported = latest.filter((outcome) => outcome !== null);
  const other = reported.findIndex((outcome) => !turnedAway(outcome));
  return other === -1 ? reported.length : other;
}
