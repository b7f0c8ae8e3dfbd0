// One story through the whole product: a company is set up, its list comes in, a seller's day is lived on the phone and seen on the lead's
// desk by way of another node, and tomorrow's list is agreed upon. Told twice: the second time each holds the other's screen.
import { beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { desk, phone, whyNoBrowser } from '../harness/browser.ts';
import { addColleague, addTeam, assign, importFirms, setUp } from './chapters-before.ts';
import {
  checkIn,
  confirmPlan,
  editTomorrow,
  openDesk,
  planVisit,
  report,
  seeConfirmed,
  seeVisit,
} from './chapters-day.ts';
import { firms } from './firms.ts';
import { openStage, type Stage } from './stage.ts';
import { signIn } from './steps.ts';

const missing = whyNoBrowser();
const why = missing === undefined ? '' : ` (${missing})`;
const monday = '2026-11-23T09:40:00+08:00';

const castings = [
  { casting: 'the seller on the phone, the lead at the desk', sellers: phone, leads: desk },
  { casting: 'the seller at the desk, the lead on the phone', sellers: desk, leads: phone },
];

describe.each(castings)('$casting', ({ sellers, leads }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(monday);
    return () => stage.close();
  });

  test.skipIf(missing !== undefined)(
    `O8 O11 O16 S7 T1 T11 from a list of firms to a confirmed plan${why}`,
    { timeout: 300_000 },
    async () => {
      onTestFailed(() => stage.photograph());
      const [sellersNode, leadsNode] = stage.nodes;

      const office = await stage.window(leadsNode, leads);
      await setUp(office, leadsNode);
      await addTeam(office, '城中團隊');
      await addColleague(office, { name: '周經理', position: '團隊負責人', unit: '城中團隊', leads: true });
      await addColleague(office, { name: '林志豪', position: '銷售人員', unit: '城中團隊' });

      const lead = await stage.window(leadsNode, leads);
      await signIn(lead, '周經理');
      const seller = await stage.window(sellersNode, sellers);
      await signIn(seller, '林志豪');

      await importFirms(office);
      await assign(office, firms.slice(0, 4), '林志豪');

      await openDesk(lead);
      await planVisit(seller, '恆盛投資', '10:30');
      await checkIn(seller, '恆盛投資');
      await report(seller);
      await seeVisit(lead, '恆盛投資');

      await editTomorrow(seller, { without: '蜀光設計', add: '恆盛投資' });
      await confirmPlan(lead, '林志豪');
      await seeConfirmed(seller, '周經理');

      expect(stage.complaints).toEqual([]);
    },
  );
});
