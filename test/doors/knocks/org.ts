import { freshId, multipart, today } from '../things.ts';
import { password } from '../../harness/app.ts';
import { type Knocks, nothing, version } from './knock.ts';

const holidays = JSON.stringify([{ date: '20270101', week: '五', isHoliday: true, description: '開國紀念日' }]);

const outlet = { address: '信義路', timeZone: 'Asia/Taipei', opens: '09:00', closes: '17:00', calendarId: null };

export const orgKnocks: Knocks = {
  'org.listUnits': nothing,
  'org.addUnit': (things) => ({ body: { id: freshId(), kind: 'team', name: '新組', parentId: things.unit(), outlet } }),
  'org.changeUnit': async (things) => ({
    params: { id: await things.subunit() },
    body: { name: '改名', outlet },
    headers: version(1),
  }),
  'org.moveUnit': async (things, mine) => ({
    params: { id: await things.subunit() },
    body: { parentId: mine.unit(), fromDay: '2026-12-01' },
  }),
  'org.closeUnit': async (things) => ({ params: { id: await things.subunit() }, body: { day: '2026-12-01' } }),
  'org.listPeople': (things) => ({ query: { unitId: things.unit() } }),
  'org.getPerson': (things) => ({ params: { id: things.person() } }),
  'org.addPerson': (things) => ({
    body: {
      id: freshId(),
      name: '新人',
      employment: { kind: 'regular', fromDay: today },
      posting: { unitId: things.unit(), position: 'accountManager' },
    },
  }),
  'org.changePerson': async (things) => ({
    params: { id: await things.newcomer() },
    body: { phone: '0911222333' },
    headers: version(1),
  }),
  'org.postPerson': async (things, mine) => ({
    params: { id: await things.newcomer() },
    body: { id: freshId(), unitId: mine.unit(), position: 'teamLead', fromDay: '2026-12-01' },
  }),
  'org.endPosting': async (things) => ({ params: { id: await things.posting() }, body: { day: '2026-12-01' } }),
  'org.leave': async (things) => ({
    params: { id: await things.newcomer() },
    body: { day: '2026-12-01', reason: '轉職' },
  }),
  'org.rejoin': async (things) => ({
    params: { id: await things.gone() },
    body: { id: freshId(), kind: 'regular', fromDay: '2026-12-01' },
  }),
  'org.listCalendars': nothing,
  'org.getCalendar': async (things) => ({ params: { id: await things.calendar() }, query: { year: '2026' } }),
  'org.addCalendar': () => ({ body: { id: freshId(), name: '新年曆', region: 'taiwan' } }),
  'org.importCalendar': async (things) => ({
    query: { calendarId: await things.calendar(), write: 'true' },
    raw: multipart({}, 'tw-2027.json', holidays),
  }),
  'org.setCalendarDay': async (things) => ({
    params: { id: await things.calendar(), day: '2026-12-07' },
    body: { works: false, name: '颱風' },
  }),

  'identity.bootstrap': nothing,
  'identity.setup': () => ({
    body: {
      token: 'not the token',
      company: { name: '丙公司', region: 'taiwan' },
      admin: { name: '王小明', userName: 'founder', password },
    },
  }),
  'identity.signIn': (things) => ({
    body: { userName: things.member?.userName ?? 'nobody', password: 'not the password' },
  }),
  'identity.signOut': () => ({ ownSession: true }),
  'identity.endOtherSessions': () => ({ ownSession: true }),
  'identity.me': nothing,
  'identity.changeMe': () => ({ body: { dateStyle: 'roc' } }),
  'identity.changePassword': () => ({ body: { current: password, next: password }, ownSession: true }),
  'identity.getAccount': async (things) => ({ params: { id: await things.newcomerWithAccount() } }),
  'identity.openAccount': async (things) => ({
    params: { id: await things.newcomer() },
    body: { userName: `u${freshId().slice(-12)}`, password },
  }),
  'identity.closeAccount': async (things) => ({ params: { id: await things.newcomerWithAccount() } }),
  'identity.resetPassword': async (things) => ({
    params: { id: await things.newcomerWithAccount() },
    body: { password },
  }),
};
