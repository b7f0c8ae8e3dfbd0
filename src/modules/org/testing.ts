import { type Client, password, type TestApp } from '../../../test/harness/app.ts';
import { newId } from '#platform/shared/id.ts';
import type { Position, UnitKind } from './rules.ts';

/** Ids as a client would make them: by its own clock. */
const clientId = (): string => newId(Date.now());

interface UnitWish {
  name?: string;
  kind?: Exclude<UnitKind, 'company'>;
  parentId: string;
  fromDay?: string;
  outlet?: { address?: string; timeZone?: string; opens?: string; closes?: string; calendarId?: string | null };
}

/** A unit below another, made by somebody who may; answers its id. */
export async function makeUnit(client: Client, wish: UnitWish): Promise<string> {
  const id = clientId();
  const outlet = { address: '', timeZone: 'Asia/Taipei', opens: '09:00', closes: '18:00', calendarId: null };
  const answer = await client.send('POST', '/units', {
    id,
    kind: wish.kind ?? 'team',
    name: wish.name ?? '一隊',
    parentId: wish.parentId,
    ...(wish.fromDay === undefined ? {} : { fromDay: wish.fromDay }),
    ...(wish.outlet === undefined ? {} : { outlet: { ...outlet, ...wish.outlet } }),
  });
  if (answer.status !== 201) throw new Error(`makeUnit: ${answer.status} ${JSON.stringify(answer.body)}`);
  return id;
}

interface PersonWish {
  name?: string;
  unitId: string;
  position?: Position;
  leads?: boolean;
  fromDay?: string;
  phone?: string;
  email?: string;
  number?: string;
}

/** A person employed and posted, made by somebody who may; answers his id. */
export async function addPerson(client: Client, wish: PersonWish): Promise<string> {
  const id = clientId();
  const fromDay = wish.fromDay ?? '2026-01-05';
  const answer = await client.send('POST', '/people', {
    id,
    name: wish.name ?? '王小明',
    ...(wish.phone === undefined ? {} : { phone: wish.phone }),
    ...(wish.email === undefined ? {} : { email: wish.email }),
    employment: { kind: 'regular', fromDay, ...(wish.number === undefined ? {} : { number: wish.number }) },
    posting: { unitId: wish.unitId, position: wish.position ?? 'accountManager', leads: wish.leads ?? false },
  });
  if (answer.status !== 201) throw new Error(`addPerson: ${answer.status} ${JSON.stringify(answer.body)}`);
  return id;
}

let count = 0;

/** A person with an account, signed in on the test's first node. */
export async function makePerson(
  app: TestApp,
  client: Client,
  wish: PersonWish & { userName?: string },
): Promise<Client & { userName: string }> {
  count += 1;
  const userName = wish.userName ?? `user${count}`;
  const id = await addPerson(client, wish);
  const opened = await client.send('POST', `/people/${id}/account`, { userName, password });
  if (opened.status !== 201) throw new Error(`makePerson: ${opened.status} ${JSON.stringify(opened.body)}`);
  const [company] = await app.sql<{ code: string }>('select code from company where company_id = $1', [
    client.companyId,
  ]);
  return Object.assign(await app.signIn(userName, company?.code), { userName });
}
