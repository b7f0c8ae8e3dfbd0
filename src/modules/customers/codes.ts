import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';
import { refuse, Refused } from '#platform/shared/result.ts';
import type { CodeRow } from './contract.ts';
import { firstCodes } from './first-codes.ts';
import { type CodeList, codeLists } from './rules.ts';

/** The lists a new company begins with. */
export async function seedCodes(ctx: WriteContext): Promise<void> {
  const rows = codeLists.flatMap((list) =>
    firstCodes[list].map(({ code, labels }, place) => ({
      company_id: ctx.actor.companyId,
      list,
      code,
      label_hant: labels['zh-Hant'],
      label_hans: labels['zh-Hans'],
      label_en: labels.en,
      place,
    })),
  );
  await ctx.db.insertInto('code').values(rows).execute();
}

export async function codesOf(ctx: ReadContext, list: CodeList): Promise<CodeRow[]> {
  const rows = await ctx.db
    .selectFrom('code')
    .select(['code', 'label_hant', 'label_hans', 'label_en', 'place', 'retired_at', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('list', '=', list)
    .orderBy('place')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    labels: { 'zh-Hant': row.label_hant, 'zh-Hans': row.label_hans, en: row.label_en },
    place: row.place,
    retired: row.retired_at !== null,
    version: row.version,
  }));
}

/** Refuses codes that no list of the company holds (or holds no more), naming the field. */
export async function requireCodes(
  ctx: ReadContext,
  list: CodeList,
  codes: readonly string[],
  field: string,
): Promise<void> {
  if (codes.length === 0) return;
  const known = new Set((await codesOf(ctx, list)).filter(({ retired }) => !retired).map(({ code }) => code));
  const at = codes.findIndex((code) => !known.has(code));
  if (at < 0) return;
  const name = codes.length > 1 ? `${field}.${at}` : field;
  throw new Refused(
    refuse('invalid', 'fields', {
      fields: [{ field: name, code: 'customers.unknownCode', params: { code: codes[at] ?? '' } }],
    }),
  );
}
