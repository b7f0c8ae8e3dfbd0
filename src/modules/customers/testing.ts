import type { Client } from '../../../test/harness/app.ts';
import { newId } from '#platform/shared/id.ts';
import type { Customer } from './contract.ts';

export interface CustomerOverrides {
  id?: string;
  kind?: string;
  name?: string;
  shortName?: string;
  taxNumber?: string;
  industry?: string;
  source?: string;
  phones?: { typed: string; kind?: string }[];
  addresses?: { typed: string; lat?: number; lng?: number }[];
  contacts?: { id?: string; name: string; part?: string; phone?: string }[];
  tags?: string[];
  ownerId?: string | null;
  unitId?: string;
}

let made = 0;

/** A customer written down by this client, as the API answers it; his own unless told otherwise. */
export async function makeCustomer(client: Client, overrides: CustomerOverrides = {}): Promise<Customer> {
  made += 1;
  const { contacts, ...rest } = overrides;
  const answer = await client.send('POST', '/customers', {
    id: newId(Date.now()),
    kind: 'firm',
    name: `第${made}文具行`,
    ...rest,
    ...(contacts === undefined ? {} : { contacts: contacts.map((contact) => ({ id: newId(Date.now()), ...contact })) }),
  });
  if (answer.status !== 201) throw new Error(`customer not made: ${answer.status} ${JSON.stringify(answer.body)}`);
  const read = await client.get<Customer>(`/customers/${String(answer.body['id'])}`);
  return read.body;
}
