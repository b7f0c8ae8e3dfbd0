import { z } from 'zod';
import { changesBetween, command, type WriteContext } from '#platform/server/command/command.ts';
import { dayShape, uuid } from '#platform/shared/page.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import { must, notFound, Refused, refuse } from '#platform/shared/result.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import type { Contact } from '../contract.ts';
import { contactChange, contactInput } from '../contract-shapes.ts';
import { happened } from '../happened.ts';
import { lockToUpdate } from '../lock.ts';
import { contactFrom, contactPhone, orNull } from '../normalise.ts';
import type { ContactPart } from '../rules.ts';
import { reindexCustomers } from '../search.ts';

export const addContact = command({
  name: 'customers.add-contact',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ customerId: uuid, contact: contactInput }),
  async run(ctx, { customerId: asked, contact: input }) {
    const head = must(await lockToUpdate(ctx, asked));
    const customerId = head.id;
    const contact = contactFrom(input, regionOf(ctx.actor.region));
    const { id, name, part, title, phone, email } = contact;
    await ctx.db
      .insertInto('contact')
      .values({
        company_id: ctx.actor.companyId,
        ...{ id, name, part, title, email },
        customer_id: customerId,
        name_folded: foldName(name),
        phone_typed: phone?.typed ?? null,
        phone_e164: phone?.e164 ?? null,
        created_at: ctx.now,
      })
      .execute();
    await reindexCustomers(ctx, [customerId]);
    await happened(ctx, head, 'contactAdded', { name, part, title }, { source: { kind: 'contact', id } });
    ctx.audit({ subject: { kind: 'contact', id }, unitId: head.unitId, changes: changesBetween({}, shown(contact)) });
    return { ...contact, leftDay: null, version: 1 };
  },
});

const shown = ({ name, part, title, phone, email }: Pick<Contact, 'name' | 'part' | 'title' | 'phone' | 'email'>) => ({
  ...{ name, part, title, email },
  phone: phone?.typed ?? null,
});

/** The contact; one that stayed behind in a merge because its like was there already leads to that like. @throws Refused */
async function lockContact(ctx: WriteContext, customerId: string, contactId: string): Promise<Contact> {
  const contacts = ctx.db
    .selectFrom('contact')
    .select(['id', 'name', 'part', 'title', 'phone_typed', 'phone_e164', 'email', 'left_day', 'version'])
    .where('company_id', '=', ctx.actor.companyId)
    .where('customer_id', '=', customerId)
    .forUpdate();
  const row =
    (await contacts.where('id', '=', contactId).executeTakeFirst()) ??
    (await contacts
      .where('name_folded', '=', ({ selectFrom }) =>
        selectFrom('contact as gone')
          .innerJoin('customer_alias as alias', (join) =>
            join.onRef('alias.company_id', '=', 'gone.company_id').onRef('alias.id', '=', 'gone.customer_id'),
          )
          .select('gone.name_folded')
          .where('gone.company_id', '=', ctx.actor.companyId)
          .where('alias.into_id', '=', customerId)
          .where('gone.id', '=', contactId),
      )
      .orderBy('id')
      .executeTakeFirst());
  if (row === undefined) throw new Refused(notFound('customers.unknownContact'));
  const { id, name, title, email, version } = row;
  return {
    ...{ id, name, title, email, version },
    part: row.part as ContactPart,
    phone: row.phone_typed === null ? null : { typed: row.phone_typed, e164: row.phone_e164 },
    leftDay: row.left_day,
  };
}

async function write(ctx: WriteContext, before: Contact, after: Omit<Contact, 'version'>): Promise<Contact> {
  await ctx.db
    .updateTable('contact')
    .set({
      name: after.name,
      name_folded: foldName(after.name),
      part: after.part,
      title: after.title,
      phone_typed: after.phone?.typed ?? null,
      phone_e164: after.phone?.e164 ?? null,
      email: after.email,
      left_day: after.leftDay,
      version: before.version + 1,
    })
    .where('company_id', '=', ctx.actor.companyId)
    .where('id', '=', before.id)
    .execute();
  return { ...after, version: before.version + 1 };
}

export const changeContact = command({
  name: 'customers.change-contact',
  version: 1,
  conflict: 'refuse',
  input: z.strictObject({ customerId: uuid, contactId: uuid, ifMatch: z.int().optional(), change: contactChange }),
  async run(ctx, { customerId, contactId: asked, ifMatch, change }) {
    const head = must(await lockToUpdate(ctx, customerId));
    const before = await lockContact(ctx, head.id, asked);
    const contactId = before.id;
    if (ifMatch === undefined) return refuse('invalid', 'ifMatch');
    if (ifMatch !== before.version)
      return refuse('conflict', 'versionConflict', {
        current: { ...shown(before), version: before.version },
        submitted: change,
      });
    const after = {
      ...before,
      name: change.name ?? before.name,
      part: change.part ?? before.part,
      title: change.title === undefined ? before.title : orNull(change.title),
      email: change.email === undefined ? before.email : orNull(change.email),
      phone: change.phone === undefined ? before.phone : contactPhone(change.phone, regionOf(ctx.actor.region)),
    };
    const changes = changesBetween(shown(before), shown(after));
    if (Object.keys(changes).length === 0) return before;
    const written = await write(ctx, before, after);
    await reindexCustomers(ctx, [head.id]);
    const source = { kind: 'contact', id: contactId };
    await happened(ctx, head, 'contactChanged', { name: after.name, fields: Object.keys(changes) }, { source });
    ctx.audit({ subject: source, unitId: head.unitId, changes });
    return written;
  },
});

/** A contact who left stays in the record, marked, and is no longer found by search; `day` null says he is there after all. */
export const setContactLeft = command({
  name: 'customers.set-contact-left',
  version: 1,
  conflict: 'last',
  input: z.strictObject({ customerId: uuid, contactId: uuid, left: z.boolean(), day: dayShape.optional() }),
  async run(ctx, { customerId, contactId: asked, left, day }) {
    const head = must(await lockToUpdate(ctx, customerId));
    const before = await lockContact(ctx, head.id, asked);
    const contactId = before.id;
    const leftDay = left ? (day ?? ctx.today) : null;
    if (leftDay === before.leftDay) return before;
    const written = await write(ctx, before, { ...before, leftDay });
    await reindexCustomers(ctx, [head.id]);
    const source = { kind: 'contact', id: contactId };
    await happened(ctx, head, left ? 'contactLeft' : 'contactBack', { name: before.name }, { source });
    ctx.audit({ subject: source, unitId: head.unitId, changes: { leftDay: { from: before.leftDay, to: leftDay } } });
    return written;
  },
});
