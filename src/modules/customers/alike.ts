import { type RawBuilder, sql } from 'kysely';
import type { ReadContext } from '#platform/server/command/command.ts';
import { readPhone } from '#platform/shared/region/phone.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import { readTaxNumber } from '#platform/shared/region/tax-number.ts';
import { Refused, refuse } from '#platform/shared/result.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import type { Likeness } from './contract.ts';
import { visibleCondition } from './policy.ts';

export interface Marks {
  name?: string | undefined;
  phone?: string | undefined;
  taxNumber?: string | undefined;
  /** A customer that is no likeness, being the one in hand. */
  except?: string | undefined;
}

const most = 5;

/**
 * Customers of the whole company with the same tax number, phone or folded name. Of one the actor may not see he learns the team only, so
 * that he knows whom to ask and nothing else.
 */
export async function alikeTo(ctx: ReadContext, marks: Marks): Promise<Likeness[]> {
  const region = regionOf(ctx.actor.region);
  const tax = readTaxNumber(marks.taxNumber ?? '', region);
  const e164 = readPhone(marks.phone ?? '', region).e164;
  const name = foldName(marks.name ?? '');
  const company = ctx.actor.companyId;
  const found = [
    ...(tax.ok ? await candidates(ctx, 'taxNumber', sql`c.tax_number = ${tax.value}`, marks.except) : []),
    ...(e164 === null
      ? []
      : await candidates(
          ctx,
          'phone',
          sql`c.id in (select p.customer_id from customer_phone p where p.company_id = ${company} and p.e164 = ${e164}
            union select t.customer_id from contact t where t.company_id = ${company} and t.phone_e164 = ${e164})`,
          marks.except,
        )),
    ...(name.length < 2 ? [] : await candidates(ctx, 'name', sql`c.name_folded = ${name}`, marks.except)),
  ];
  const seen = new Set<string>();
  return found.flatMap(({ id, likeness }) => (seen.has(id) ? [] : (seen.add(id), [likeness])));
}

async function candidates(
  ctx: ReadContext,
  by: Likeness['by'],
  match: RawBuilder<unknown>,
  except: string | undefined,
): Promise<{ id: string; likeness: Likeness }[]> {
  const { rows } = await sql<{ id: string; name: string; unitId: string; unitName: string; visible: boolean }>`
    select c.id, c.name, u.id as "unitId", u.name as "unitName", ${visibleCondition(ctx.actor)} as visible
    from customer c join unit u on u.company_id = c.company_id and u.id = c.unit_id
    where c.company_id = ${ctx.actor.companyId} and c.archived_at is null and ${match}
      and c.id is distinct from ${except ?? null}::uuid
    order by c.last_activity_at desc, c.id limit ${most}`.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    likeness: {
      by,
      customer: row.visible ? { id: row.id, name: row.name } : null,
      unit: { id: row.unitId, name: row.unitName },
    },
  }));
}

/** Two customers never share a tax number. @throws Refused naming the other one, or its team where the actor may not see it. */
export async function refuseSameTaxNumber(ctx: ReadContext, taxNumber: string, except?: string): Promise<void> {
  const [same] = await alikeTo(ctx, { taxNumber, except });
  if (same === undefined) return;
  const code = same.customer === null ? 'customers.sameTaxNumberElsewhere' : 'customers.sameTaxNumber';
  const params = { name: same.customer?.name ?? '', team: same.unit.name };
  throw new Refused(
    refuse('conflict', code, { params, fields: [{ field: 'taxNumber', code, params }], current: same }),
  );
}
