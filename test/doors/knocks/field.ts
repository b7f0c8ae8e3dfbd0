import { officeForm } from '#modules/forms/shipped/office.ts';
import { freshId, reportBody, today, type Things } from '../things.ts';
import { smallPhoto } from '../small-photo.ts';
import { type Knocks, nothing, version } from './knock.ts';

const moment = '2026-11-23T01:55:00Z';

/** The present version of the office form in the owner's company. */
async function officeVersion({ cast, owner }: Things): Promise<number> {
  const { client } = cast.members[owner === 'outsider' ? 'outsider' : 'admin'];
  return (await client.get<{ version: number }>('/forms/office')).body.version;
}

export const fieldKnocks: Knocks = {
  'forms.list': nothing,
  'forms.get': () => ({ params: { code: 'office' } }),
  'forms.versions': () => ({ params: { code: 'office' } }),
  'forms.publish': async (things) => ({
    params: { code: 'office' },
    body: { definition: { ...officeForm, labels: { ...officeForm.labels, en: `Office visit ${freshId()}` } } },
    headers: version(await officeVersion(things)),
  }),

  'visits.teamDay': (things) => ({ query: { unit: things.unit() } }),
  'visits.list': (things) => ({ query: { day: today, person: things.person() } }),
  'visits.get': async (things) => ({ params: { id: await things.visit('reported') } }),
  'visits.lastReport': async (things) => ({ query: { customer: await things.customer() } }),
  'visits.companions': nothing,
  'visits.ofCustomer': async (things) => ({ params: { id: await things.customer() } }),
  'visits.plan': async (things) => ({
    body: { id: freshId(), customerId: await things.customer(), day: '2026-11-26' },
  }),
  'visits.plan with': async (things, mine) => ({
    body: { id: freshId(), customerId: await mine.customer(), day: '2026-11-26', companionIds: [things.person()] },
  }),
  'visits.replan': async (things) => ({
    params: { id: await things.visit('planned') },
    body: { day: '2026-11-30' },
    headers: version(1),
  }),
  'visits.checkIn': async (things) => ({
    params: { id: await things.visit('planned') },
    body: { occurredAt: moment },
  }),
  'visits.report': async (things) => ({
    params: { id: await things.visit('checkedIn') },
    body: reportBody(things.canary, '2026-11-27'),
  }),
  'visits.checkOut': async (things) => ({
    params: { id: await things.visit('checkedIn') },
    body: { occurredAt: moment },
  }),
  'visits.cancel': async (things) => ({
    params: { id: await things.visit('planned') },
    body: { reason: '客戶改期' },
  }),
  'visits.addPhoto': async (things) => ({
    params: { id: await things.visit('planned'), photoId: freshId() },
    raw: smallPhoto,
  }),
  'visits.listPhotos': async (things) => ({ params: { id: (await things.photo()).visitId } }),
  'visits.photoContent': async (things) => {
    const { visitId, photoId } = await things.photo();
    return { params: { id: visitId, photoId }, query: { size: 'thumb' } };
  },

  'followUp.listNextSteps': (things) => ({ query: { person: things.person() } }),
  'followUp.customerNextSteps': async (things) => ({ params: { id: await things.customer() } }),
  'followUp.setNextStep': async (things) => ({
    body: { id: freshId(), customerId: await things.customer(), kind: 'call', day: '2026-11-26' },
  }),
  'followUp.setNextStep forPerson': async (things, mine) => ({
    body: {
      id: freshId(),
      customerId: await mine.customer(),
      kind: 'call',
      day: '2026-11-26',
      ownerId: things.person(),
    },
  }),
  'followUp.changeNextStep': async (things) => ({
    params: { id: await things.step('open') },
    body: { day: '2026-11-30' },
    headers: version(1),
  }),
  'followUp.completeNextStep': async (things) => ({
    params: { id: await things.step('open') },
    body: { outcome: 'reached' },
  }),
  'followUp.takeBackCompletion': async (things) => ({ params: { id: await things.step('done') } }),
  'followUp.dropNextStep': async (things) => ({
    params: { id: await things.step('open') },
    body: { reason: '沒有需求' },
  }),
  'followUp.takeBackDropping': async (things) => ({ params: { id: await things.step('dropped') } }),

  'targets.list': (things) => ({ query: { person: things.person(), from: '2026-11-01', to: '2026-12-31' } }),
  'targets.set': (things) => ({
    params: { person: things.person(), measure: 'visits', day: '2026-12-01' },
    body: { amount: 9 },
  }),
  'targets.board': (things) => ({ query: { person: things.person() } }),
  'targets.boardEntries': (things) => ({
    query: { person: things.person(), measure: 'visits', from: '2026-11-01', to: '2026-12-31' },
  }),

  'plans.get': async (things) => ({
    params: { day: (await things.plan('kept')).day },
    query: { person: things.person() },
  }),
  'plans.save': (_, mine) => ({
    params: { day: mine.freeDay() },
    body: { id: freshId(), visitAim: 3, lines: [] },
  }),
  'plans.save withCustomer': async (things, mine) => ({
    params: { day: mine.freeDay() },
    body: { id: freshId(), visitAim: 3, lines: [{ customerId: await things.customer() }] },
  }),
  'plans.submit': async (_, mine) => ({ params: { day: (await mine.plan('kept')).day } }),
  'plans.takeBackSubmission': async (_, mine) => ({ params: { day: (await mine.plan('submitted')).day } }),
  'plans.confirm': async (things) => ({ params: { id: (await things.plan('submitted')).id }, body: {} }),
  'plans.takeBackConfirmation': async (things) => ({ params: { id: (await things.plan('confirmed')).id } }),
  'plans.team': (things) => ({ query: { unit: things.unit() } }),

  'phone.fill': nothing,
  'live.listen': nothing,
};
