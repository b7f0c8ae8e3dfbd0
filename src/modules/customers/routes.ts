import { isRefusal, notFound } from '#platform/shared/result.ts';
import { type Route, read, write } from '#platform/server/http/route.ts';
import { timelineOf } from '#modules/timeline/public.ts';
import { idsOf } from './alias.ts';
import { alikeTo } from './alike.ts';
import { codesOf } from './codes.ts';
import { addNote } from './commands/add-note.ts';
import { archiveCustomer, restoreCustomer } from './commands/archive-customer.ts';
import { assignCustomers } from './commands/assign-customers.ts';
import { changeCustomer } from './commands/change-customer.ts';
import { changeLifecycle } from './commands/change-lifecycle.ts';
import { addContact, changeContact, setContactLeft } from './commands/contacts.ts';
import { createCustomer } from './commands/create-customer.ts';
import { mergeCustomer } from './commands/merge-customer.ts';
import { setCode } from './commands/set-code.ts';
import { setTags } from './commands/set-tags.ts';
import * as contract from './contract.ts';
import { customerFor } from './detail.ts';
import { countMatching, pageOfCustomers } from './list.ts';
import { requireVisible } from './lock.ts';

export const customerRoutes: Route[] = [
  read(contract.listCustomers, ({ ctx, query }) => pageOfCustomers(ctx, query)),
  read(contract.countCustomers, ({ ctx, query }) => countMatching(ctx, query)),
  read(contract.findAlike, async ({ ctx, query }) => ({ items: await alikeTo(ctx, query) })),
  read(contract.getCustomer, async ({ ctx, params }) => {
    const customer = await customerFor(ctx, params.id);
    if (customer !== undefined) return customer;
    const head = await requireVisible(ctx, params.id);
    return isRefusal(head) ? head : notFound('customers.unknown');
  }),
  read(contract.customerTimeline, async ({ ctx, params, query }) => {
    const head = await requireVisible(ctx, params.id);
    return isRefusal(head) ? head : timelineOf(ctx, { kind: 'customer', ids: await idsOf(ctx, head.id) }, query);
  }),
  write(contract.createCustomer, createCustomer, ({ body }) => body),
  write(contract.changeCustomer, changeCustomer, ({ params, body, ifMatch }) => ({
    id: params.id,
    ifMatch,
    change: body,
  })),
  write(contract.archiveCustomer, archiveCustomer, ({ params, body }) => ({ id: params.id, reason: body.reason })),
  write(contract.restoreCustomer, restoreCustomer, ({ params }) => ({ id: params.id })),
  write(contract.mergeCustomer, mergeCustomer, ({ params, body }) => ({ ...body, id: params.id })),
  write(contract.addContact, addContact, ({ params, body }) => ({ customerId: params.id, contact: body })),
  write(contract.changeContact, changeContact, ({ params, body, ifMatch }) => ({
    customerId: params.id,
    contactId: params.contactId,
    ifMatch,
    change: body,
  })),
  write(contract.contactLeft, setContactLeft, ({ params, body }) => ({
    customerId: params.id,
    contactId: params.contactId,
    left: true,
    ...body,
  })),
  write(contract.contactBack, setContactLeft, ({ params }) => ({
    customerId: params.id,
    contactId: params.contactId,
    left: false,
  })),
  write(contract.addNote, addNote, ({ params, body }) => ({ customerId: params.id, ...body })),
  write(contract.setTags, setTags, ({ params, body }) => ({ customerId: params.id, ...body })),
  write(contract.changeLifecycle, changeLifecycle, ({ params, body }) => ({ customerId: params.id, ...body })),
  write(contract.assignCustomers, assignCustomers, ({ body }) => body),
  read(contract.listCodes, async ({ ctx, params }) => ({ items: await codesOf(ctx, params.list) })),
  write(contract.setCode, setCode, ({ params, body }) => ({ ...params, ...body })),
];
