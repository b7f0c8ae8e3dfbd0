// The sample company, made by a program out of the working documents' figures: the same for everybody on the same day.
import { z } from 'zod';
import { command } from '#platform/server/command/command.ts';
import { execute } from '#platform/server/command/execute.ts';
import type { Clock } from '#platform/server/clock.ts';
import type { Db } from '#platform/server/db/database.ts';
import { isRefusal, must } from '#platform/shared/result.ts';
import { founder, foundCompanyCommand } from '../src/app/server/found-company.ts';
import { setAims } from './aims.ts';
import { administrator, companyName, password } from './cast.ts';
import { idMaker } from './dice.ts';
import { momentOf, zone } from './moment.ts';
import { workOffice } from './office-arm.ts';
import { layOrganisation } from './organisation.ts';
import { insertRows, planChecksOnce } from './rows.ts';
import { founding, type Scene } from './scene.ts';
import { workSecurities } from './securities-arm.ts';
import { emptyBook } from './story.ts';
import { workTelecom } from './telecom-arm.ts';
import { markAccounts, writeAccounts, writeBooks } from './write-customers.ts';
import { writeAims, writePlans, writeSteps, writeTurns } from './write-plans.ts';
import { noteStory, writeAudit, writeLedger, writeTimeline } from './write-spines.ts';
import { formsOf, writeVisits } from './write-visits.ts';

export interface SampleDeps {
  db: Db;
  clock: Clock;
  say: (line: string) => void;
}

/**
 * Makes the sample company in one transaction: all of it or nothing. Today is the clock's day; what of it has happened reaches up to the
 * clock's time, outside office hours to 14:20.
 */
export async function makeSample({ db, clock, say }: SampleDeps): Promise<void> {
  const moment = momentOf(clock);
  const id = idMaker(`sample ${moment.today}`);
  const begun = moment.at(moment.past[0] ?? moment.today, 8 * 60);
  const companyId = id(begun);
  const make = command({
    name: 'sample.make',
    version: 1,
    conflict: 'refuse',
    input: z.strictObject({}),
    async run(ctx) {
      await fill({ ctx, companyId, moment, id, say, audit: [] }, begun);
      return {};
    },
  });
  const outcome = await execute(
    { db, clock, subscribers: {} },
    founder(companyId, zone),
    make,
    {},
    { requestId: 'sample' },
  );
  if (isRefusal(outcome)) throw new Error(`the sample company could not be made: ${outcome.code}`);
}

async function fill(scene: Scene, begun: number): Promise<void> {
  const { say } = scene;
  const founded = must(
    await foundCompanyCommand.run(founding(scene, begun), {
      company: { name: companyName, region: 'taiwan' },
      admin: { ...administrator, password },
    }),
  );
  await addCodes(scene);
  const organisation = await layOrganisation(scene, founded);
  say(`  ${organisation.units.size} units, ${organisation.people.length + 1} people`);
  const book = emptyBook();
  workOffice(scene, book, organisation);
  const telecom = workTelecom(scene, book, organisation);
  workSecurities(scene, book, organisation);
  setAims(scene, book, organisation);
  // The long books first: checks of foreign keys are planned on the first rows a table gets, and on few rows they are planned badly.
  await writeBooks(scene, telecom);
  await writeAccounts(scene, book.accounts);
  say(`  ${book.accounts.length} customers somebody walks to`);
  await planChecksOnce(scene);
  await markAccounts(scene, book.accounts);
  await writeVisits(scene, book.visits, await formsOf(scene));
  await writeSteps(scene, book);
  await writePlans(scene, book);
  say(`  ${book.visits.length} visits, ${book.steps.length} next steps, ${book.plans.length} day lists`);
  await writeTurns(scene, book);
  await writeAims(scene, book);
  const entries = await writeLedger(scene, book);
  const happenings = await writeTimeline(scene, book);
  noteStory(scene, book);
  await writeAudit(scene);
  say(`  ${entries} ledger entries, ${happenings} lines of timeline`);
}

/** What the telecom district sells beside the products every company begins with. */
async function addCodes(scene: Scene): Promise<void> {
  const labels = { label_hant: 'text', label_hans: 'text', label_en: 'text' };
  await insertRows(scene, 'code', { list: 'text', code: 'text', ...labels, place: 'int' }, [
    ['product', 'shopPlan', '店家方案', '店铺套餐', 'Shop plan', 7],
  ]);
}
