import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '#modules/forms/contract.ts';
import { fieldsOf } from '#modules/forms/rules.ts';
import { newId } from '#platform/shared/id.ts';
import { connectionNow } from '#platform/web/connection.ts';
import { phoneInstant, phoneNow } from '#platform/web/offline/clock.ts';
import { discard, submit } from '#platform/web/offline/outbox.ts';
import { useTold } from '#platform/web/offline/use-submit.ts';
import { toProblem } from '#platform/web/problem.ts';
import type { Visit } from '../contract.ts';
import { asksForAnswers } from '../rules.ts';
import { finishCheckIn } from './check-ins.ts';
import { checkOutVisit, reportVisit } from './commands.ts';
import { type Draft, refusedReports } from './report-draft.ts';

/** The answers that are asked for with this outcome; what was hidden is not sent. */
export function answersFor(form: Form, { outcome, answers }: Pick<Draft, 'outcome' | 'answers'>) {
  const complete = asksForAnswers(outcome);
  const asked = complete
    ? fieldsOf(form.definition)
    : form.definition.sections.filter((section) => section.always).flatMap((section) => section.fields);
  return Object.fromEntries(asked.flatMap(({ key }) => (answers[key] === undefined ? [] : [[key, answers[key]]])));
}

/** Whom the report says was met by the id of a contact, which may still wait to be sent itself. */
function contactsIn({ met }: Record<string, unknown>): string[] {
  if (!Array.isArray(met)) return [];
  return met.flatMap((one: { contactId?: string }) => one.contactId ?? []);
}

/** What must be in the outbox, or out of it, before the report: a check-in on its way, and what was refused and is written anew. */
async function makeWay(visitId: string): Promise<void> {
  await finishCheckIn(visitId);
  for (const entry of await refusedReports(visitId)) await discard(entry);
}

function submitReport(visit: Visit, form: Form, draft: Draft, version: number) {
  const { kind, day } = draft.step;
  const answers = answersFor(form, draft);
  const nextStep = kind === null || day === null ? undefined : { id: newId(phoneNow()), kind, day };
  return submit(reportVisit, {
    params: { id: visit.id },
    body: {
      form: form.code,
      version: form.version,
      answers,
      outcome: draft.outcome,
      occurredAt: phoneInstant(),
      ...(nextStep === undefined ? {} : { nextStep }),
    },
    ifMatch: visit.report === null ? undefined : version,
    makes: nextStep === undefined ? [] : [nextStep.id],
    changes: [visit.id],
    needs: [visit.customer.id, ...contactsIn(answers)],
    about: { title: visit.customer.name, screen: `/visits/${visit.id}/report` },
  });
}

const leave = ({ id, customer }: Visit) =>
  submit(checkOutVisit, {
    params: { id },
    body: { occurredAt: phoneInstant() },
    changes: [id],
    needs: [customer.id],
    about: { title: customer.name, screen: `/visits/${id}` },
  });

/** Keeps and sends the report and then leaves, where one has not left yet; what is refused stays on the page. */
export function useSendReport(visit: Visit, form: Form, onKept: () => void) {
  const { t } = useTranslation('visits');
  const navigate = useNavigate();
  const router = useRouter();
  // The next screen is there before the button is pressed.
  useEffect(() => void router.preloadRoute({ to: '/' }).catch(() => undefined), [router]);
  const told = useTold();
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const send = async (draft: Draft, version: number): Promise<unknown> => {
    setState({ busy: true, error: null });
    const leaves = visit.checkOut === null;
    await makeWay(visit.id);
    const reporting = submitReport(visit, form, draft, version);
    // Where nobody answers, nothing can be refused: both are written down in one go.
    const leaving = leaves && connectionNow() !== 'on' ? leave(visit) : undefined;
    const reported = await reporting;
    if (reported.state === 'refused') return reported.problem;
    onKept();
    const left = leaves ? await (leaving ?? leave(visit)) : reported;
    if (left.state === 'refused') return left.problem;
    told(reported.state === 'queued' ? reported : left, leaves ? t('report.savedAndLeft') : t('report.saved'));
    if (visit.report === null) void navigate({ to: '/' });
    else void navigate({ to: '/visits/$id', params: { id: visit.id } });
    return null;
  };
  return {
    ...state,
    send: (draft: Draft, version: number = visit.version): void =>
      void send(draft, version)
        .catch(toProblem)
        .then((error) => setState({ busy: false, error })),
  };
}
