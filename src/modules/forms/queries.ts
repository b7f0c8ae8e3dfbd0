import type { ReadContext } from '#platform/server/command/command.ts';
import { instantAt } from '#platform/server/clock.ts';
import { notFound, type Outcome } from '#platform/shared/result.ts';
import type { Form, FormDefinition, FormField, FormOption } from './contract.ts';

/** What visits are reported on. */
export const visitReport = 'visitReport';

interface Row {
  id: string;
  code: string;
  version: number;
  definition: unknown;
}

/** The forms in use, each in its present version, with the company's code lists filled in. */
export async function formsInUse(ctx: ReadContext): Promise<(Form & { activeFrom: string })[]> {
  const rows = await ctx.db
    .selectFrom('form')
    .select(['id', 'code', 'version', 'definition', 'active_from as activeFrom'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('kind', '=', visitReport)
    .where('retired_at', 'is', null)
    .where('active_from', '<=', instantAt(ctx.clock.now()))
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  const newest = rows.filter((row, index) => rows[index - 1]?.code !== row.code);
  return filled(ctx, newest);
}

/** One form by its code: the version asked for, else the present one. */
export async function formOf(ctx: ReadContext, code: string, version?: number): Promise<Outcome<Form>> {
  const row = await ctx.db
    .selectFrom('form')
    .select(['id', 'code', 'version', 'definition'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('kind', '=', visitReport)
    .where('code', '=', code)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .$if(version === undefined, (query) =>
      query
        .where('retired_at', 'is', null)
        .where('active_from', '<=', instantAt(ctx.clock.now()))
        .orderBy('version', 'desc'),
    )
    .limit(1)
    .executeTakeFirst();
  const [form] = row === undefined ? [] : await filled(ctx, [row]);
  return form ?? notFound('forms.unknown');
}

/** Forms by their ids, whatever their version: for reports already written. */
export async function formsById(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, Form>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('form')
    .select(['id', 'code', 'version', 'definition'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map((await filled(ctx, rows)).map((form) => [form.id, form]));
}

export interface FormVersion {
  version: number;
  activeFrom: string;
  retiredAt: string | null;
}

/** The versions of a form, the newest first. */
export async function versionsOf(ctx: ReadContext, code: string): Promise<Outcome<{ items: FormVersion[] }>> {
  const items = await ctx.db
    .selectFrom('form')
    .select(['version', 'active_from as activeFrom', 'retired_at as retiredAt'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('kind', '=', visitReport)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();
  return items.length === 0 ? notFound('forms.unknown') : { items };
}

export const listsOf = (definition: FormDefinition): string[] =>
  definition.sections.flatMap(({ fields }) => fields.flatMap(({ optionsFrom }) => optionsFrom ?? []));

async function filled<T extends Row>(
  ctx: ReadContext,
  rows: readonly T[],
): Promise<(Omit<T, 'definition'> & { definition: FormDefinition })[]> {
  const forms = rows.map((row) => ({ ...row, definition: row.definition as FormDefinition }));
  const lists = [...new Set(forms.flatMap((form) => listsOf(form.definition)))];
  const options = await optionsOf(ctx, lists);
  const withOptions = (field: FormField): FormField =>
    field.optionsFrom === undefined ? field : { ...field, options: options.get(field.optionsFrom) ?? [] };
  return forms.map((form) => ({
    ...form,
    definition: {
      ...form.definition,
      sections: form.definition.sections.map((section) => ({
        ...section,
        fields: section.fields.map(withOptions),
      })),
    },
  }));
}

/** Retired codes stay options, marked as such: an old report may hold them. */
async function optionsOf(ctx: ReadContext, lists: readonly string[]): Promise<Map<string, FormOption[]>> {
  const options = new Map<string, FormOption[]>();
  if (lists.length === 0) return options;
  const rows = await ctx.db
    .selectFrom('code')
    .select(['list', 'code', 'label_hant', 'label_hans', 'label_en', 'retired_at'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('list', 'in', [...lists])
    .orderBy('place')
    .orderBy('code')
    .execute();
  for (const row of rows) {
    const labels = { 'zh-Hant': row.label_hant, 'zh-Hans': row.label_hans, en: row.label_en };
    const option = { code: row.code, labels, ...(row.retired_at === null ? {} : { retired: true }) };
    options.set(row.list, [...(options.get(row.list) ?? []), option]);
  }
  return options;
}
