import { bodyOf } from '#platform/web/offline/command.ts';
import type { Beside, Projections, ProjectionTable } from '#platform/web/offline/projections.ts';
import * as commands from './commands.ts';
import { change, complete, drop, newStep, set, type StepChange, takeBack } from './projected-steps.ts';
import { stepProjections, type WorkOf, writtenBy } from './step-projections.ts';

const both =
  (first: StepChange, second: StepChange): StepChange =>
  (steps) =>
    second(first(steps));

/** The customer of an entry, as far as the phone knows him. */
async function customerOf({ held, entry }: Beside, id: string) {
  return { id, name: entry.about.title ?? '', known: await held('/api/v1/customers/{id}', { id }) };
}

const setting: WorkOf = async (beside) => {
  const written = await writtenBy(beside);
  if (written === undefined) return undefined;
  const { customerId, note = '', ...told } = bodyOf(commands.setNextStep, beside.entry);
  const step = newStep(
    { ...told, note, source: { kind: 'person', id: written.me.id } },
    await customerOf(beside, customerId),
    written,
  );
  return { changed: set(step, written.at), of: { customerId }, written };
};

const completing: WorkOf = async (beside) => {
  const written = await writtenBy(beside);
  if (written === undefined) return undefined;
  const { outcome, note = '', next } = bodyOf(commands.completeNextStep, beside.entry);
  const id = beside.entry.params['id'] ?? '';
  const done = complete(id, { outcome, note }, written.at);
  if (next === undefined) return { changed: done, of: { stepId: id }, written };
  // What follows is with the same customer and the same contact.
  const followed: StepChange = (steps) => {
    const from = steps.find((step) => step.id === id);
    if (from === undefined) return steps;
    const told = { ...next, note: next.note ?? '', source: { kind: 'followUp', id } };
    const step = newStep(told, { ...from.customer, known: undefined }, { ...written, me: from.owner });
    return set({ ...step, contact: from.contact, phone: from.phone }, written.at)(steps);
  };
  return { changed: both(done, followed), of: { stepId: id }, written };
};

/** Of commands whose whole work is one change of the step they name. */
const named =
  (changeOf: (id: string, beside: Beside, written: NonNullable<Awaited<ReturnType<typeof writtenBy>>>) => StepChange) =>
  async (beside: Beside) => {
    const written = await writtenBy(beside);
    const stepId = beside.entry.params['id'] ?? '';
    return written && { changed: changeOf(stepId, beside, written), of: { stepId }, written };
  };

const changing: WorkOf = named((id, { entry }, written) => change(id, bodyOf(commands.changeNextStep, entry), written));
const dropping: WorkOf = named((id, { entry }, { at }) => drop(id, bodyOf(commands.dropNextStep, entry), at));
const takingBack =
  (from: 'done' | 'dropped'): WorkOf =>
  async (beside) => {
    const work = await named((id, _, written) => takeBack(id, from, written))(beside);
    return work && { ...work, returnsTo: beside.entry.needs[0] };
  };

/** A call that was made is the customer's last one. */
const called: Projections['/api/v1/customers/{id}'] = async (answer, beside) => {
  const shown = await stepProjections(completing)['/api/v1/customers/{id}'](answer, beside);
  const written = await writtenBy(beside);
  if (shown === undefined || written === undefined) return shown;
  const steps = (await beside.held('/api/v1/customers/{id}/next-steps', { id: shown.id }))?.items;
  const step = steps?.find(({ id }) => id === beside.entry.params['id']);
  if (step?.kind !== 'call' || (shown.lastCallAt ?? '') >= written.at) return shown;
  const lastActivityAt = shown.lastActivityAt > written.at ? shown.lastActivityAt : written.at;
  return { ...shown, lastCallAt: written.at, lastActivityAt };
};

/** How what the phone knows looks once a command of the follow-up is done. */
export const followUpProjections: ProjectionTable = {
  [commands.setNextStep.id]: stepProjections(setting),
  [commands.changeNextStep.id]: stepProjections(changing),
  [commands.completeNextStep.id]: { ...stepProjections(completing), '/api/v1/customers/{id}': called },
  [commands.takeBackCompletion.id]: stepProjections(takingBack('done')),
  [commands.dropNextStep.id]: stepProjections(dropping),
  [commands.takeBackDropping.id]: stepProjections(takingBack('dropped')),
};
