import type { Answer } from '#platform/web/answer.ts';
import type { Beside, Projections } from '#platform/web/offline/projections.ts';
import { businessDay } from '#platform/shared/day.ts';
import type { StepKind } from '../rules.ts';
import {
  asOwn,
  endByVisit,
  newStep,
  ofCustomer,
  set,
  soonest,
  type StepChange,
  type Steps,
  type Written,
} from './projected-steps.ts';

type Me = Answer<'get', '/api/v1/me'>;

/** Who wrote an entry, and when; undefined on a phone that does not know whose it is. */
export async function writtenBy({ held, entry }: Beside): Promise<(Written & { whole: Me }) | undefined> {
  const me = await held('/api/v1/me');
  if (me === undefined) return undefined;
  const at = new Date(entry.writtenAt).toISOString();
  return { me: me.person, today: businessDay(at, me.timeZone), at, whole: me };
}

/** What an entry makes of steps: of all those with a customer, or of the one it names. */
interface StepWork {
  changed: StepChange;
  of: { customerId: string } | { stepId: string };
  /** With whom a step is that had ended and comes back: one's own list has forgotten it. */
  returnsTo?: string | undefined;
  written: Written;
}

/** What a visit's report says of the next step. */
interface ReportOfVisit {
  visit: { id: string; day: string; customer: { id: string; name: string } };
  talked: boolean;
  nextStep: { id?: string | undefined; kind: StepKind; day: string; note?: string | undefined } | undefined;
}

/** A report sets the next step; where somebody talked and none was agreed, what was due by then is done. */
export async function workOfReport(
  beside: Beside,
  { visit, talked, nextStep }: ReportOfVisit,
): Promise<StepWork | undefined> {
  const written = await writtenBy(beside);
  if (written === undefined || (nextStep === undefined && !talked)) return undefined;
  const of = { customerId: visit.customer.id };
  if (nextStep === undefined) {
    const due = { customerId: visit.customer.id, ownerId: written.me.id, day: visit.day };
    return { changed: endByVisit(due, written.at), of, written };
  }
  const known = await beside.held('/api/v1/customers/{id}', { id: visit.customer.id });
  const { id = beside.entry.id, kind, day, note = '' } = nextStep;
  const source = { kind: 'visit', id: visit.id };
  const step = newStep({ id, kind, day, note, source }, { ...visit.customer, known }, written);
  return { changed: set(step, written.at), of, written };
}

/** An entry as a change of steps; undefined where it changes none. */
export type WorkOf = (beside: Beside) => Promise<StepWork | undefined>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const stepsWith = async (beside: Beside, customerId: string): Promise<Steps | undefined> =>
  (await beside.held('/api/v1/customers/{id}/next-steps', { id: customerId }))?.items;

/** Whether the work concerns a customer, whose steps may be known or not. */
const concerns = ({ of }: StepWork, customerId: string, steps: Steps | undefined): boolean =>
  'customerId' in of ? of.customerId === customerId : (steps ?? []).some(({ id }) => id === of.stepId);

/** How every list and record that shows steps looks after such an entry. */
export const stepProjections = (workOf: WorkOf) =>
  ({
    '/api/v1/customers/{id}/next-steps': async (answer, beside) => {
      const work = await workOf(beside);
      const before = answer?.items;
      if (work === undefined || !concerns(work, beside.read.params['id'] ?? '', before)) return answer;
      const items = ofCustomer(work.changed(before ?? []));
      return same(items, before) ? answer : { ...answer, items };
    },
    '/api/v1/next-steps': async (answer, beside) => {
      const work = await workOf(beside);
      const { query } = beside.read;
      const other = query.get('person') ?? work?.written.me.id;
      const whole = (query.get('due') ?? 'all') === 'all' && !query.has('cursor');
      if (answer === undefined || work === undefined || !whole || other !== work.written.me.id) return answer;
      const { of, returnsTo } = work;
      const ended = returnsTo === undefined ? [] : ((await stepsWith(beside, returnsTo)) ?? []);
      const named = ended.filter(({ id }) => 'stepId' in of && id === of.stepId);
      return asOwn(answer, work.changed, work.written, named);
    },
    '/api/v1/customers/{id}': async (answer, beside) => {
      const work = answer === undefined ? undefined : await workOf(beside);
      if (answer === undefined || work === undefined) return answer;
      const steps = await stepsWith(beside, answer.id);
      if (!concerns(work, answer.id, steps)) return answer;
      // Whose steps the phone does not know has at least what was just said.
      const nextStep = soonest(work.changed(steps ?? [])) ?? (steps === undefined ? answer.nextStep : null);
      return same(nextStep, answer.nextStep) ? answer : { ...answer, nextStep };
    },
    '/api/v1/plans/{day}': async (answer, beside) => {
      const work = answer === undefined ? undefined : await workOf(beside);
      if (answer === undefined || work === undefined) return answer;
      const lines = await Promise.all(
        answer.lines.map(async (line) => {
          const stepId = line.followUp?.id;
          const other = 'customerId' in work.of && work.of.customerId !== line.customer.id;
          if (line.way !== 'call' || stepId === undefined || other) return line;
          const steps = await stepsWith(beside, line.customer.id);
          const step = steps && work.changed(steps).find(({ id }) => id === stepId);
          const done = step !== undefined && step.state !== 'open';
          if (step === undefined || line.done === done || !concerns(work, line.customer.id, steps)) return line;
          return { ...line, done };
        }),
      );
      return lines.every((line, index) => line === answer.lines[index]) ? answer : { ...answer, lines };
    },
  }) satisfies Projections;
