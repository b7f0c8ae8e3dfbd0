// What a command makes of the next steps on a phone's screens before the server has done it: the server's rules over lists (next-step.ts,
// commands/*). Each may be done twice: an answer may know of it already.
import type { Answer } from '#platform/web/answer.ts';
import type { NextStepRow } from '../contract.ts';
import { type DuePart, dueParts, daysOf, daysOverdue, type StepKind, type StepOutcome } from '../rules.ts';

export type Steps = readonly NextStepRow[];
/** What becomes of any list in which steps stand. */
export type StepChange = (steps: Steps) => Steps;

type Customer = Answer<'get', '/api/v1/customers/{id}'>;
type Named = NextStepRow['owner'];

/** Who writes, on which day it is for him, and when (an instant). */
export interface Written {
  me: Named;
  today: string;
  at: string;
}

interface NewStep {
  id: string;
  kind: StepKind;
  day: string;
  note: string;
  contactId?: string | undefined;
  source: { kind: string; id: string };
}

const number = (phone: { typed: string; e164: string | null } | null | undefined): string | null =>
  phone == null ? null : (phone.e164 ?? phone.typed);

/** A step of one's own as the list will show it. */
export function newStep(
  { id, kind, day, note, contactId, source }: NewStep,
  customer: { id: string; name: string; known: Customer | undefined },
  { me, today }: Written,
): NextStepRow {
  const contact = customer.known?.contacts.find((one) => one.id === contactId);
  return {
    id,
    customer: { id: customer.id, name: customer.known?.name ?? customer.name },
    contact: contact === undefined ? null : { id: contact.id, name: contact.name },
    phone: number(contact?.phone) ?? number(customer.known?.phones[0]),
    kind,
    day,
    note,
    owner: { id: me.id, name: me.name },
    state: 'open',
    daysOverdue: daysOverdue(day, today),
    sourceKind: source.kind,
    sourceId: source.id,
    endedAt: null,
    outcome: null,
    outcomeNote: null,
    dropReason: null,
    quietUntil: null,
    version: 1,
    can: { change: true, takeBack: false },
  };
}

const over = (step: NextStepRow, at: string, how: Partial<NextStepRow>): NextStepRow => ({
  ...step,
  state: 'done',
  daysOverdue: 0,
  endedAt: at,
  version: step.version + 1,
  can: { change: false, takeBack: step.can.change },
  ...how,
});

const isOpen = (step: NextStepRow, id: string): boolean => step.id === id && step.state === 'open';

/** One is open at a time: the owner's earlier one ends with it, unless both come from the same visit, whose step is then changed. */
export const set =
  (step: NextStepRow, at: string): StepChange =>
  (steps) => {
    if (steps.some(({ id }) => id === step.id)) return steps;
    const before = steps.find(
      (one) => one.state === 'open' && one.owner.id === step.owner.id && one.customer.id === step.customer.id,
    );
    const visited = step.sourceKind === 'visit';
    if (before === undefined) return [...steps, step];
    if (visited && before.sourceKind === 'visit' && before.sourceId === step.sourceId) {
      const { kind, day, note, daysOverdue: late } = step;
      if (before.kind === kind && before.day === day && before.note === note) return steps;
      const changed = { ...before, kind, day, note, daysOverdue: late, version: before.version + 1 };
      return steps.map((one) => (one === before ? changed : one));
    }
    const last = over(before, at, { outcome: visited ? 'visited' : 'replaced' });
    return [...steps.map((one) => (one === before ? last : one)), step];
  };

/** Who was talked to without a next step: what had been due by then is done. */
export const endByVisit =
  (visit: { customerId: string; ownerId: string; day: string }, at: string): StepChange =>
  (steps) =>
    steps.map((step) =>
      step.state === 'open' &&
      step.customer.id === visit.customerId &&
      step.owner.id === visit.ownerId &&
      step.day <= visit.day
        ? over(step, at, { outcome: 'visited' })
        : step,
    );

export const complete =
  (id: string, { outcome, note }: { outcome: StepOutcome; note: string }, at: string): StepChange =>
  (steps) =>
    steps.map((step) =>
      isOpen(step, id) ? over(step, at, { outcome, outcomeNote: note === '' ? null : note }) : step,
    );

export const drop =
  (id: string, { reason, quietUntil }: { reason: string; quietUntil?: string | undefined }, at: string): StepChange =>
  (steps) =>
    steps.map((step) =>
      isOpen(step, id)
        ? over(step, at, { state: 'dropped', dropReason: reason, quietUntil: quietUntil ?? null })
        : step,
    );

export const change =
  (
    id: string,
    to: { day?: string | undefined; kind?: StepKind | undefined; note?: string | undefined },
    { today }: Written,
  ): StepChange =>
  (steps) =>
    steps.map((step) => {
      const { day = step.day, kind = step.kind, note = step.note } = to;
      const same = step.day === day && step.kind === kind && step.note === note;
      if (same || !isOpen(step, id)) return step;
      return { ...step, day, kind, note, daysOverdue: daysOverdue(day, today), version: step.version + 1 };
    });

/** What ended is open again; the next one that came from it falls away. */
export const takeBack =
  (id: string, from: 'done' | 'dropped', { today, at }: Written): StepChange =>
  (steps) =>
    steps.map((step) => {
      if (step.sourceKind === 'followUp' && step.sourceId === id && step.state === 'open' && from === 'done')
        return over(step, at, { outcome: 'replaced' });
      if (step.id !== id || step.state !== from) return step;
      return {
        ...step,
        state: 'open',
        daysOverdue: daysOverdue(step.day, today),
        endedAt: null,
        outcome: null,
        outcomeNote: null,
        dropReason: null,
        quietUntil: null,
        version: step.version + 1,
        can: { change: true, takeBack: false },
      };
    });

const byDay = (a: NextStepRow, b: NextStepRow): number => a.day.localeCompare(b.day) || a.id.localeCompare(b.id);

/** As a customer's page has them: open ones soonest first, then the latest ended. */
export function ofCustomer(steps: Steps): NextStepRow[] {
  const ended = steps.filter(({ state }) => state !== 'open');
  return [
    ...steps.filter(({ state }) => state === 'open').toSorted((a, b) => a.day.localeCompare(b.day)),
    ...ended.toSorted((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? '') || a.day.localeCompare(b.day)),
  ].slice(0, 50);
}

type OwnSteps = Answer<'get', '/api/v1/next-steps'>;

const countIn = (steps: Steps, part: DuePart, today: string): number => {
  const { from, to } = daysOf(part, today);
  return steps.filter(({ day }) => day <= to && (from === null || day >= from)).length;
};

/** As one's own list has them: open ones, soonest first; `counts` may count more than are listed. `ended` ones may come back. */
export function asOwn(answer: OwnSteps, changed: StepChange, { me, today }: Written, ended: Steps = []): OwnSteps {
  const listed = new Set(answer.items.map(({ id }) => id));
  const items = changed([...answer.items, ...ended.filter(({ id }) => !listed.has(id))])
    .filter(({ state, owner }) => state === 'open' && owner.id === me.id)
    .toSorted(byDay);
  const counts = Object.fromEntries(
    dueParts.map((part) => [
      part,
      answer.counts[part] + countIn(items, part, today) - countIn(answer.items, part, today),
    ]),
  ) as OwnSteps['counts'];
  return { ...answer, items, counts };
}

/** What a customer's own record says of its next step: the soonest open one of all its owners. */
export function soonest(steps: Steps): Customer['nextStep'] {
  const [first] = steps.filter(({ state }) => state === 'open').toSorted(byDay);
  return first === undefined ? null : { day: first.day, kind: first.kind };
}
