import { z } from 'zod';
import { changesBetween, command } from '#platform/server/command/command.ts';
import { notFound } from '#platform/shared/result.ts';
import { dateStyles, languages, type DateStyle, type Language } from '#platform/shared/languages.ts';

/** One's own language and way of writing dates. The later change stands. */
export const changeMe = command({
  name: 'identity.change-me',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ language: z.enum(languages).optional(), dateStyle: z.enum(dateStyles).optional() }),
  async run(ctx, input) {
    const before = await ctx.db
      .selectFrom('person')
      .select(['language', 'date_style', 'version'])
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', ctx.actor.personId)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) return notFound();
    const language = input.language ?? (before.language as Language | null);
    const dateStyle = input.dateStyle ?? (before.date_style as DateStyle | null);
    await ctx.db
      .updateTable('person')
      .set({ language, date_style: dateStyle, version: before.version + 1 })
      .where('company_id', '=', ctx.actor.companyId)
      .where('id', '=', ctx.actor.personId)
      .execute();
    ctx.audit({
      subject: { kind: 'person', id: ctx.actor.personId },
      unitId: ctx.actor.unitId,
      changes: changesBetween({ language: before.language, dateStyle: before.date_style }, { language, dateStyle }),
    });
    ctx.emit({
      kind: 'identity.meChanged',
      subject: { kind: 'person', id: ctx.actor.personId },
      personId: ctx.actor.personId,
    });
    return { language, dateStyle };
  },
});
