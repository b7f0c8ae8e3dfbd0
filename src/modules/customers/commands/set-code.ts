import { z } from 'zod';
import { changesBetween, command } from '#platform/server/command/command.ts';
import { setCode as endpoint } from '../contract.ts';
import { codesOf } from '../codes.ts';

/** Adds an entry to a list of the company, changes its labels or retires it; nothing that carries the code changes. */
export const setCode = command({
  name: 'codes.set-code',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ ...endpoint.params.shape, ...endpoint.body.shape }),
  async run(ctx, { list, code, labels, place, retired }) {
    const all = await codesOf(ctx, list);
    const before = all.find((row) => row.code === code);
    const after = {
      code,
      labels,
      place: place ?? before?.place ?? all.length,
      retired: retired ?? before?.retired ?? false,
      version: (before?.version ?? 0) + 1,
    };
    const columns = {
      label_hant: labels['zh-Hant'],
      label_hans: labels['zh-Hans'],
      label_en: labels.en,
      place: after.place,
      retired_at: after.retired ? ctx.now : null,
      version: after.version,
    };
    await ctx.db
      .insertInto('code')
      .values({ company_id: ctx.actor.companyId, list, code, ...columns })
      .onConflict((conflict) => conflict.columns(['company_id', 'list', 'code']).doUpdateSet(columns))
      .execute();
    const subject = { kind: 'company', id: ctx.actor.companyId };
    ctx.audit({ subject, changes: changesBetween({ [`${list}.${code}`]: before }, { [`${list}.${code}`]: after }) });
    ctx.emit({ kind: 'customers.codesChanged', subject });
    return after;
  },
});
