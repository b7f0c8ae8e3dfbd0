import { freshId, listOfFirms, multipart } from '../things.ts';
import { canaryPhone } from '../cast.ts';
import { type Knocks, nothing, version } from './knock.ts';

const firm = () => ({ id: freshId(), kind: 'firm', name: `新客戶 ${freshId().slice(-6)}` });

export const customerKnocks: Knocks = {
  'customers.list': nothing,
  'customers.list ofPerson': (things) => ({ query: { owner: things.person() } }),
  'customers.list ofUnit': (things) => ({ query: { unit: things.unit() } }),
  'customers.list found': (things) => ({ query: { q: things.canary, sort: 'name' } }),
  'customers.count': (things) => ({ query: { q: things.canary } }),
  'customers.findAlike': (things) => ({ query: { phone: canaryPhone(things.owner), name: things.canary } }),
  'customers.get': async (things) => ({ params: { id: await things.customer() } }),
  'customers.timeline': async (things) => ({ params: { id: await things.customer() } }),
  'customers.create': () => ({ body: firm() }),
  'customers.create forPerson': (things) => ({ body: { ...firm(), ownerId: things.person() } }),
  'customers.create forPersonInOwnUnit': (things, mine) => ({
    body: { ...firm(), ownerId: things.person(), unitId: mine.unit() },
  }),
  'customers.create inUnit': (things) => ({ body: { ...firm(), ownerId: null, unitId: things.unit() } }),
  'customers.change': async (things) => ({
    params: { id: await things.customer() },
    body: { shortName: things.canary },
    headers: version(1),
  }),
  'customers.archive': async (things) => ({ params: { id: await things.customer() }, body: { reason: '倒閉' } }),
  'customers.restore': async (things) => ({ params: { id: await things.archivedCustomer() } }),
  'customers.merge': async (things, mine) => ({
    params: { id: await things.customer() },
    body: { intoId: await mine.customer() },
  }),
  'customers.merge into': async (things, mine) => ({
    params: { id: await mine.customer() },
    body: { intoId: await things.customer(), reason: '同一家' },
  }),
  'customers.addContact': async (things) => ({
    params: { id: await things.customer() },
    body: { id: freshId(), name: '李小姐' },
  }),
  'customers.changeContact': async (things) => {
    const { customerId, contactId } = await things.contact();
    return { params: { id: customerId, contactId }, body: { title: '採購' }, headers: version(1) };
  },
  'customers.changeContact throughOwn': async (things, mine) => {
    const { contactId } = await things.contact();
    return { params: { id: await mine.customer(), contactId }, body: { title: '採購' }, headers: version(1) };
  },
  'customers.contactLeft': async (things) => {
    const { customerId, contactId } = await things.contact();
    return { params: { id: customerId, contactId }, body: {} };
  },
  'customers.contactBack': async (things) => {
    const { customerId, contactId } = await things.leftContact();
    return { params: { id: customerId, contactId } };
  },
  'customers.addNote': async (things) => ({
    params: { id: await things.customer() },
    body: { id: freshId(), text: '要回電' },
  }),
  'customers.setTags': async (things) => ({ params: { id: await things.customer() }, body: { tags: [] } }),
  'customers.changeLifecycle': async (things) => ({ params: { id: await things.customer() }, body: { to: 'active' } }),
  'customers.assign': async (things) => ({
    body: { customerIds: [await things.customer()], personId: things.person() },
  }),
  'customers.assign toOneself': async (things, mine) => ({
    body: { customerIds: [await things.customer()], personId: mine.person() },
  }),
  'customers.assign toPerson': async (things, mine) => ({
    body: { customerIds: [await mine.customer()], personId: things.person() },
  }),
  'codes.list': () => ({ params: { list: 'industry' } }),
  'codes.set': () => ({
    params: { list: 'industry', code: 'doors' },
    body: { labels: { 'zh-Hant': '門窗', 'zh-Hans': '门窗', en: 'Doors' } },
  }),

  'imports.listKinds': nothing,
  'imports.list': nothing,
  'imports.upload': (things) => ({
    raw: multipart({ kind: 'customers' }, 'firms.csv', listOfFirms(things.canary)),
  }),
  'imports.upload people': (things) => ({
    raw: multipart({ kind: 'people' }, 'people.csv', `姓名,單位\n${things.canary},城中團隊\n`),
  }),
  'imports.get': async (things) => ({ params: { id: await things.import() } }),
  'imports.changeReading': async (things) => ({ params: { id: await things.import() }, body: { headerRow: 1 } }),
  'imports.changeMapping': async (things) => ({
    params: { id: await things.import() },
    body: { mapping: { name: 0 } },
  }),
  'imports.rehearse': async (things) => ({ params: { id: await things.import() } }),
  'imports.run': async (things) => ({ params: { id: await things.import() } }),
  'imports.cancel': async (things) => ({ params: { id: await things.import() } }),
  'imports.listRows': async (things) => ({ params: { id: await things.import() } }),
  'imports.refusedCsv': async (things) => ({ params: { id: await things.import() } }),
  'imports.refusedXlsx': async (things) => ({ params: { id: await things.import() } }),
};
