import { z } from 'zod';
import { type Changes, command, type WriteContext } from '#platform/server/command/command.ts';
import { isRefusal, notFound, refuse, Refused } from '#platform/shared/result.ts';
import { publishForm as endpoint, type Form, type FormDefinition } from '../contract.ts';
import { formOf, listsOf, visitReport } from '../queries.ts';
import { changesOf, type DefinitionChanges, nothingChanged } from '../rules-changes.ts';
import { asWritten, validateDefinition } from '../rules-definition.ts';

/** A new version of a form stands from now on; old reports keep theirs, and what is unchanged is not published again (O8). */
export const publishForm = command({
  name: 'forms.publish-form',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ ...endpoint.params.shape, ...endpoint.body.shape, ifMatch: z.int().optional() }),
  async run(ctx, { code, definition, ifMatch }) {
    const versions = await lockVersions(ctx, code);
    const [present] = versions;
    if (present === undefined) return notFound('forms.unknown');
    if (ifMatch === undefined) return refuse('invalid', 'ifMatch');
    const before = asWritten(present.definition);
    if (ifMatch !== present.version)
      return refuse('conflict', 'versionConflict', {
        current: { definition: before, version: present.version },
        submitted: { definition },
      });
    const earlier = versions.map((version) => version.definition);
    const after = await checked(ctx, definition, earlier);
    const changes = changesOf(before, after);
    if (nothingChanged(changes)) return formOf(ctx, code);
    const id = await replace(ctx, code, present.version + 1, after);
    ctx.audit({
      subject: { kind: 'form', id },
      changes: { version: { from: present.version, to: present.version + 1 }, ...told(changes, before, after) },
    });
    ctx.emit({
      kind: 'forms.published',
      subject: { kind: 'form', id },
      payload: { code, version: present.version + 1 },
    });
    return presentForm(ctx, code);
  },
});

async function presentForm(ctx: WriteContext, code: string): Promise<Form> {
  const form = await formOf(ctx, code);
  if (isRefusal(form)) throw new Refused(form);
  return form;
}

/** All versions, the newest first. Whoever publishes the same form waits at its first version, which is always there. */
async function lockVersions(ctx: WriteContext, code: string) {
  const ofForm = ctx.db
    .selectFrom('form')
    .where('company_id', '=', ctx.actor.companyId)
    .where('kind', '=', visitReport)
    .where('code', '=', code);
  await ofForm.select('id').where('version', '=', 1).forUpdate().execute();
  const rows = await ofForm.select(['version', 'definition']).orderBy('version', 'desc').execute();
  return rows.map(({ version, definition }) => ({ version, definition: definition as unknown as FormDefinition }));
}

async function checked(
  ctx: WriteContext,
  definition: FormDefinition,
  earlier: readonly FormDefinition[],
): Promise<FormDefinition> {
  const written = asWritten(definition);
  const fields = [...validateDefinition(written, earlier), ...(await unknownLists(ctx, written))];
  if (fields.length > 0) throw new Refused(refuse('invalid', 'fields', { fields: fields.slice(0, 50) }));
  return written;
}

/** Choices that come from a list which the company has not. */
async function unknownLists(ctx: WriteContext, definition: FormDefinition) {
  const asked = [...new Set(listsOf(definition))];
  if (asked.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('code')
    .select('list')
    .distinct()
    .where('company_id', '=', ctx.actor.companyId)
    .where('list', 'in', asked)
    .execute();
  const known = new Set(rows.map(({ list }) => list));
  return definition.sections.flatMap(({ fields }, section) =>
    fields.flatMap(({ optionsFrom }, at) =>
      optionsFrom === undefined || known.has(optionsFrom)
        ? []
        : [{ field: `definition.sections.${section}.fields.${at}.optionsFrom`, code: 'forms.unknownList' }],
    ),
  );
}

async function replace(ctx: WriteContext, code: string, version: number, definition: FormDefinition): Promise<string> {
  await ctx.db
    .updateTable('form')
    .set({ retired_at: ctx.now })
    .where('company_id', '=', ctx.actor.companyId)
    .where('kind', '=', visitReport)
    .where('code', '=', code)
    .where('retired_at', 'is', null)
    .execute();
  const id = ctx.newId();
  await ctx.db
    .insertInto('form')
    .values({
      company_id: ctx.actor.companyId,
      id,
      kind: visitReport,
      code,
      version,
      definition: JSON.stringify(definition),
      active_from: ctx.now,
    })
    .execute();
  return id;
}

/** The audit says question by question what became of it. */
function told(changes: DefinitionChanges, before: FormDefinition, after: FormDefinition): Changes {
  const order = ({ sections }: FormDefinition) =>
    sections.map(({ key, always, fields }) => ({
      key,
      always: always === true,
      fields: fields.map((field) => field.key),
    }));
  const fields = [
    ...changes.added.map((field) => [field.key, { from: null, to: field }] as const),
    ...changes.removed.map((field) => [field.key, { from: field, to: null }] as const),
    ...changes.changed.map((pair) => [pair.after.key, { from: pair.before, to: pair.after }] as const),
  ];
  return {
    ...Object.fromEntries(fields.map(([key, change]) => [`fields.${key}`, change])),
    ...(changes.renamed ? { labels: { from: before.labels, to: after.labels } } : {}),
    ...(changes.arranged ? { order: { from: order(before), to: order(after) } } : {}),
  };
}
