import { stepsAfterReport } from '#modules/follow-up/ui/public.tsx';
import { bodyOf } from '#platform/web/offline/command.ts';
import type { Beside, Projections, ProjectionTable } from '#platform/web/offline/projections.ts';
import type { Visit } from '../contract.ts';
import { asksForAnswers, gistOf } from '../rules.ts';
import * as commands from './commands.ts';
import { photoProjections } from './photo-projections.ts';
import { cancelled, checkedIn, checkedOut, keptAnswers, replanned, reported, type Written } from './projected-visit.ts';
import { type ChangeOf, companionsOf, madeVisits, visitChange, writtenBy } from './visit-projections.ts';

const visitOf = ({ held, entry }: Beside) => held('/api/v1/visits/{id}', { id: entry.params['id'] ?? '' });

const replanning: ChangeOf = async (beside, written) => {
  const { companionIds, ...plan } = bodyOf(commands.replanVisit, beside.entry);
  const companions = companionIds === undefined ? undefined : await companionsOf(beside, companionIds);
  return (visit) => replanned(visit, plan, companions, written);
};

const checkingIn: ChangeOf = async (beside, written) => {
  const told = bodyOf(commands.checkInVisit, beside.entry);
  const visit = told.position === undefined ? undefined : await visitOf(beside);
  const customer = visit && (await beside.held('/api/v1/customers/{id}', { id: visit.customer.id }));
  return (row) => checkedIn(row, told, customer, written);
};

/** The form as the report names it. */
async function formOf({ held, entry }: Beside) {
  const { form: code, version } = bodyOf(commands.reportVisit, entry);
  const own = await held('/api/v1/forms/{code}', { code }, { version: String(version) });
  const inUse = async () => (await held('/api/v1/forms'))?.items.find((form) => form.code === code);
  return own ?? (await inUse());
}

const reporting: ChangeOf = async (beside, written) => {
  const form = await formOf(beside);
  const changes = beside.entry.ifMatch !== null;
  return (visit) => reported(visit, bodyOf(commands.reportVisit, beside.entry), { form, changes }, written);
};

const leaving: ChangeOf = async ({ entry }, written) => {
  const told = bodyOf(commands.checkOutVisit, entry);
  return (visit) => checkedOut(visit, told, written);
};

const cancelling: ChangeOf = async ({ entry }, written) => {
  const told = bodyOf(commands.cancelVisit, entry);
  return (visit) => cancelled(visit, told, written);
};

/** The visit after an entry, with who wrote it; undefined where the phone does not know the visit. */
async function visitAfter(beside: Beside, changeOf: ChangeOf): Promise<{ visit: Visit; written: Written } | undefined> {
  const written = await writtenBy(beside);
  const visit = written && (await visitOf(beside));
  if (written === undefined || visit === undefined) return undefined;
  const change = await changeOf(beside, written);
  return change && { visit: change(visit as Visit), written };
}

/** The customer was visited when the visit began. */
const visited =
  (changeOf: ChangeOf): NonNullable<Projections['/api/v1/customers/{id}']> =>
  async (answer, beside) => {
    const after = answer && (await visitAfter(beside, changeOf));
    const began = after?.visit.checkIn?.occurredAt;
    if (answer === undefined || began === undefined || after?.visit.customer.id !== answer.id) return answer;
    const lastVisitAt = (answer.lastVisitAt ?? '') > began ? answer.lastVisitAt : began;
    const lastActivityAt = answer.lastActivityAt > began ? answer.lastActivityAt : began;
    return { ...answer, lastVisitAt, lastActivityAt };
  };

/** What a report does to the steps with its customer. */
const steps = async () => {
  const { stepProjections, workOfReport } = await stepsAfterReport();
  return stepProjections(async (beside) => {
    const { outcome, nextStep } = bodyOf(commands.reportVisit, beside.entry);
    const after = await visitAfter(beside, reporting);
    return after && workOfReport(beside, { visit: after.visit, talked: outcome === 'talked', nextStep });
  });
};

/** What a report changes beside the visit: the customer's marks and steps, the day's list, the next report, and what is told of it. */
const reportProjections: Projections = {
  ...visitChange(reporting),
  '/api/v1/customers/{id}': async (answer, beside) =>
    (await steps())['/api/v1/customers/{id}'](await visited(reporting)(answer, beside), beside),
  '/api/v1/customers/{id}/next-steps': async (answer, beside) =>
    (await steps())['/api/v1/customers/{id}/next-steps'](answer, beside),
  '/api/v1/next-steps': async (answer, beside) => (await steps())['/api/v1/next-steps'](answer, beside),
  '/api/v1/plans/{day}': async (answer, beside) => {
    const shown = await (await steps())['/api/v1/plans/{day}'](answer, beside);
    const visit = shown && (await visitAfter(beside, reporting))?.visit;
    if (shown === undefined || visit === undefined || visit.day !== shown.day) return shown;
    const isDone = ({ customer, way, done }: (typeof shown.lines)[number]): boolean =>
      customer.id === visit.customer.id && way === 'visit' && !done;
    if (!shown.lines.some(isDone)) return shown;
    return { ...shown, lines: shown.lines.map((line) => (isDone(line) ? { ...line, done: true } : line)) };
  },
  '/api/v1/visits/last-report': async (answer, beside) => {
    const { form: code, version, answers, outcome } = bodyOf(commands.reportVisit, beside.entry);
    if (!asksForAnswers(outcome)) return answer;
    const visit = (await visitAfter(beside, reporting))?.visit;
    const later = (answer?.report?.day ?? '') > (visit?.day ?? '');
    if (visit === undefined || later || visit.customer.id !== beside.read.query.get('customer')) return answer;
    const form = await formOf(beside);
    return { report: { form: code, version, answers: keptAnswers(form, answers), day: visit.day } };
  },
  '/api/v1/customers/{id}/timeline': async (answer, beside) => {
    if (answer === undefined || beside.entry.ifMatch !== null || beside.read.query.has('cursor')) return answer;
    const after = await visitAfter(beside, reporting);
    const began = after?.visit.checkIn;
    if (after === undefined || began == null || after.visit.customer.id !== beside.read.params['id']) return answer;
    const { visit, written } = after;
    if (answer.items.some(({ kind, sourceId }) => kind === 'visits.reported' && sourceId === visit.id)) return answer;
    const { outcome, answers } = bodyOf(commands.reportVisit, beside.entry);
    const gist = gistOf(keptAnswers(await formOf(beside), answers));
    const told = {
      id: beside.entry.id,
      kind: 'visits.reported',
      occurredAt: began.occurredAt,
      businessDay: visit.day,
      recordedAt: written.at,
      late: false,
      person: visit.person,
      sourceKind: 'visit',
      sourceId: visit.id,
      detail: { context: outcome, outcome, ...gist, sentence: gist.sentence ?? '' },
    };
    const items = [told, ...answer.items].toSorted((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1));
    return { ...answer, items };
  },
};

/** How what the phone knows looks once a command about visits is done. */
export const visitProjections: ProjectionTable = {
  ...photoProjections,
  [commands.planVisit.id]: madeVisits,
  [commands.replanVisit.id]: visitChange(replanning),
  [commands.checkInVisit.id]: visitChange(checkingIn),
  [commands.reportVisit.id]: reportProjections,
  [commands.checkOutVisit.id]: { ...visitChange(leaving), '/api/v1/customers/{id}': visited(leaving) },
  [commands.cancelVisit.id]: visitChange(cancelling),
};
