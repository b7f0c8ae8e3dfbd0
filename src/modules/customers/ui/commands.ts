import { queuedCommand } from '#platform/web/offline/command.ts';

// What is done to a customer without a network. Assigning and archiving are not among them: who may do that, and to whom, changes too fast.

const stale = ['/api/v1/customers'] as const;
const rest = <const Id extends string>(id: Id) => ({ id, version: 1, stale });

export const createCustomer = queuedCommand('post', '/api/v1/customers', rest('customers.create'));
export const changeCustomer = queuedCommand('patch', '/api/v1/customers/{id}', rest('customers.change'));
export const addContact = queuedCommand('post', '/api/v1/customers/{id}/contacts', rest('customers.addContact'));
export const changeContact = queuedCommand(
  'patch',
  '/api/v1/customers/{id}/contacts/{contactId}',
  rest('customers.changeContact'),
);
export const contactLeft = queuedCommand(
  'post',
  '/api/v1/customers/{id}/contacts/{contactId}/leaving',
  rest('customers.contactLeft'),
);
export const contactBack = queuedCommand(
  'delete',
  '/api/v1/customers/{id}/contacts/{contactId}/leaving',
  rest('customers.contactBack'),
);
export const addNote = queuedCommand('post', '/api/v1/customers/{id}/notes', rest('customers.addNote'));
export const setTags = queuedCommand('put', '/api/v1/customers/{id}/tags', rest('customers.setTags'));
export const changeLifecycle = queuedCommand(
  'post',
  '/api/v1/customers/{id}/lifecycle',
  rest('customers.changeLifecycle'),
);

/** Tags follow one another, but are no change of the record: its version stays. */
export const tagsOf = (customerId: string): string => `${customerId}/tags`;
