import { expect, it } from 'vitest';
import { z } from 'zod';
import { isRefusal, refuse, Refused } from '#platform/shared/result.ts';
import { founder } from '../../../app/server/found-company.ts';
import { testApp } from '../../../../test/harness/app.ts';
import { command, type Subscribers } from './command.ts';
import { execute } from './execute.ts';

const app = await testApp();
const { companyId } = await app.company();
const actor = founder(companyId, 'Asia/Taipei');

const knock = command({
  name: 'test.knock',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ code: z.string() }),
  async run(ctx, { code }) {
    await ctx.db
      .insertInto('code')
      .values({ company_id: companyId, list: 'test', code, label_hant: code, label_hans: code, label_en: code })
      .execute();
    ctx.emit({ kind: 'test.knocked', subject: { kind: 'company', id: companyId }, payload: { code } });
    return { code };
  },
});

const run = (subscribers: Subscribers, code: string) =>
  execute(
    { db: app.node.app.database.db, clock: app.clock, subscribers },
    actor,
    knock,
    { code },
    { requestId: 'test' },
  );
const kept = async (code: string) => app.sql('select code from code where list = $1 and code = $2', ['test', code]);
const events = async (kind: string) => app.sql('select payload from domain_event where kind = $1', [kind]);

it('tells subscribers in the transaction, in order, and tells of what they emit in turn', async () => {
  const heard: string[] = [];
  await run(
    {
      'test.knocked': [
        async (ctx, event) => {
          heard.push(`seen ${String(event.payload?.['code'])}`);
          const rows = await ctx.db.selectFrom('code').select('code').where('company_id', '=', companyId).execute();
          heard.push(`reads ${rows.some((row) => row.code === 'first')}`);
          ctx.emit({ kind: 'test.opened', subject: event.subject });
        },
      ],
      'test.opened': [async () => void heard.push('opened')],
    },
    'first',
  );
  expect(heard).toEqual(['seen first', 'reads true', 'opened']);
  expect(await events('test.opened')).toHaveLength(1);
});

it('undoes the whole command when a subscriber refuses', async () => {
  const before = await events('test.knocked');
  const outcome = await run(
    {
      'test.knocked': [
        async () => {
          throw new Refused(refuse('conflict', 'test.shut'));
        },
      ],
    },
    'second',
  );
  expect(isRefusal(outcome) && outcome.code).toBe('test.shut');
  expect(await kept('second')).toEqual([]);
  expect(await events('test.knocked')).toHaveLength(before.length);
});
