import { newId } from '#platform/shared/id.ts';
import { addDays } from '#platform/shared/day.ts';
import { putSmallPhoto } from './small-photo.ts';
import { addPerson, canaryOf, canaryPhone, type Cast, type Member, type Owner } from './cast.ts';

export const today = '2026-11-23';

/** Who confirms whose list. */
const bosses: Partial<Record<Owner, Owner>> = {
  seller: 'lead',
  colleague: 'lead',
  peer: 'otherLead',
  lead: 'manager',
  otherLead: 'manager',
};

export type VisitState = 'planned' | 'checkedIn' | 'reported';

/** Counts for ids, days and names that must differ; the clock of the tests stands still. */
let made = 0;
const next = (): number => (made += 1);
export const freshId = (): string => newId(Date.now());

const latestDay = new Map<Owner, number>();
const kept = new WeakMap<Cast, Map<string, Promise<unknown>>>();

/**
 * The things of one owner, made by himself through the API, full of his canary. `fresh` makes new ones for a call that will change them;
 * else the same one serves every call. What somebody cannot have, because his place does not let him make it, is an id that names nothing.
 */
export class Things {
  readonly cast: Cast;
  readonly owner: Owner;
  readonly fresh: boolean;
  constructor(cast: Cast, owner: Owner, fresh: boolean) {
    this.cast = cast;
    this.owner = owner;
    this.fresh = fresh;
  }

  get member(): Member | undefined {
    return this.owner === 'nobody' ? undefined : this.cast.members[this.owner];
  }

  get #maker(): Member | undefined {
    return this.owner === 'staff' ? undefined : this.member;
  }

  get canary(): string {
    return canaryOf(this.owner);
  }

  person = (): string => this.member?.personId ?? freshId();
  unit = (): string => this.member?.unitId ?? freshId();

  /** The administrator of the owner's company. */
  get #admin(): Member {
    return this.owner === 'outsider' ? this.cast.members.outsider : this.cast.members.admin;
  }

  async #once<T>(kind: string, make: () => Promise<T>): Promise<T> {
    if (this.fresh) return make();
    const all = kept.get(this.cast) ?? new Map<string, Promise<unknown>>();
    kept.set(this.cast, all);
    const key = `${this.owner} ${kind}`;
    if (!all.has(key)) all.set(key, make());
    return all.get(key) as Promise<T>;
  }

  async #send(
    member: Member,
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: unknown,
  ): Promise<Record<string, unknown>> {
    const answer = await member.client.send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  customer(): Promise<string> {
    return this.#once('customer', async () => (await this.#customerWithContact()).customerId);
  }

  contact(): Promise<{ customerId: string; contactId: string }> {
    return this.#once('contact', () => this.#customerWithContact());
  }

  async #customerWithContact(): Promise<{ customerId: string; contactId: string }> {
    const customerId = freshId();
    const contactId = freshId();
    if (this.#maker === undefined) return { customerId, contactId };
    await this.#send(this.#maker, 'POST', '/customers', {
      id: customerId,
      kind: 'firm',
      name: `${this.canary} 第${next()}文具行`,
      shortName: this.canary,
      website: `https://${this.canary}.example`,
      phones: [{ typed: canaryPhone(this.owner) }],
      addresses: [{ typed: `台北市信義路 ${this.canary}`, lat: 25.03, lng: 121.56 }],
      contacts: [{ id: contactId, name: `${this.canary} 王`, title: this.canary, phone: canaryPhone(this.owner) }],
    });
    await this.#send(this.#maker, 'POST', `/customers/${customerId}/notes`, { id: freshId(), text: this.canary });
    return { customerId, contactId };
  }

  archivedCustomer(): Promise<string> {
    return this.#once('archived', async () => {
      const id = await new Things(this.cast, this.owner, true).customer();
      if (this.#maker !== undefined)
        await this.#send(this.#maker, 'POST', `/customers/${id}/archiving`, { reason: this.canary });
      return id;
    });
  }

  leftContact(): Promise<{ customerId: string; contactId: string }> {
    return this.#once('leftContact', async () => {
      const ids = await new Things(this.cast, this.owner, true).contact();
      if (this.#maker !== undefined)
        await this.#send(this.#maker, 'POST', `/customers/${ids.customerId}/contacts/${ids.contactId}/leaving`, {});
      return ids;
    });
  }

  visit(state: VisitState): Promise<string> {
    return this.#once(`visit ${state}`, async () => {
      const id = freshId();
      if (this.#maker === undefined) return id;
      const customerId = await new Things(this.cast, this.owner, true).customer();
      await this.#send(this.#maker, 'POST', '/visits', { id, customerId, day: today });
      if (state === 'planned') return id;
      await this.#send(this.#maker, 'POST', `/visits/${id}/check-in`, { occurredAt: '2026-11-23T01:50:00Z' });
      if (state === 'reported') await this.#send(this.#maker, 'PUT', `/visits/${id}/report`, reportBody(this.canary));
      return id;
    });
  }

  photo(): Promise<{ visitId: string; photoId: string }> {
    return this.#once('photo', async () => {
      const ids = { visitId: await new Things(this.cast, this.owner, true).visit('planned'), photoId: freshId() };
      if (this.#maker !== undefined) await putSmallPhoto(this.cast.app, this.#maker.client, ids);
      return ids;
    });
  }

  step(state: 'open' | 'done' | 'dropped'): Promise<string> {
    return this.#once(`step ${state}`, async () => {
      const id = freshId();
      if (this.#maker === undefined) return id;
      const customerId = await new Things(this.cast, this.owner, true).customer();
      const body = { id, customerId, kind: 'call', day: '2026-11-25', note: this.canary };
      await this.#send(this.#maker, 'POST', '/next-steps', body);
      if (state === 'done')
        await this.#send(this.#maker, 'POST', `/next-steps/${id}/completion`, {
          outcome: 'reached',
          note: this.canary,
        });
      if (state === 'dropped')
        await this.#send(this.#maker, 'POST', `/next-steps/${id}/dropping`, { reason: this.canary });
      return id;
    });
  }

  /** A day on which the owner keeps no list yet. */
  freeDay(): string {
    const ahead = (latestDay.get(this.owner) ?? 0) + 1;
    latestDay.set(this.owner, ahead);
    return addDays(today, ahead);
  }

  plan(state: 'kept' | 'submitted' | 'confirmed'): Promise<{ id: string; day: string }> {
    return this.#once(`plan ${state}`, async () => {
      const plan = { id: freshId(), day: this.freeDay() };
      if (this.#maker === undefined) return plan;
      const customerId = await new Things(this.cast, this.owner, true).customer();
      const lines = [{ customerId }];
      await this.#send(this.#maker, 'PUT', `/plans/${plan.day}`, { id: plan.id, visitAim: 3, lines });
      if (state === 'kept') return plan;
      await this.#send(this.#maker, 'POST', `/plans/${plan.day}/submission`);
      if (state === 'submitted') return plan;
      await this.#send(this.#boss, 'POST', `/plans/${plan.id}/confirmation`, { note: this.canary });
      return plan;
    });
  }

  get #boss(): Member {
    const boss = bosses[this.owner];
    return boss === undefined || boss === 'nobody' ? this.#admin : this.cast.members[boss];
  }

  /** Somebody in the owner's unit who does nothing. */
  newcomer(): Promise<string> {
    return this.#once('newcomer', async () =>
      this.member === undefined
        ? freshId()
        : addPerson(this.#admin.client, { name: this.#named('新人'), unitId: this.unit(), fromDay: today }),
    );
  }

  newcomerWithAccount(): Promise<string> {
    return this.#once('account', async () => {
      const id = await new Things(this.cast, this.owner, true).newcomer();
      const account = { userName: `newcomer${next()}`, password: 'correct horse battery' };
      if (this.member !== undefined) await this.#send(this.#admin, 'POST', `/people/${id}/account`, account);
      return id;
    });
  }

  gone(): Promise<string> {
    return this.#once('gone', async () => {
      const id = await new Things(this.cast, this.owner, true).newcomer();
      if (this.member !== undefined)
        await this.#send(this.#admin, 'POST', `/people/${id}/leaving`, { day: '2026-11-24', reason: this.canary });
      return id;
    });
  }

  posting(): Promise<string> {
    return this.#once('posting', async () => {
      const id = freshId();
      if (this.member === undefined) return id;
      const person = await new Things(this.cast, this.owner, true).newcomer();
      const body = { id, unitId: this.unit(), position: 'teamLead', main: false, fromDay: today };
      await this.#send(this.#admin, 'POST', `/people/${person}/postings`, body);
      return id;
    });
  }

  /** An empty unit below the owner's. */
  subunit(): Promise<string> {
    return this.#once('subunit', async () => {
      const id = freshId();
      const body = { id, kind: 'team', name: this.#named('小組'), parentId: this.unit(), fromDay: today };
      if (this.member !== undefined) await this.#send(this.#admin, 'POST', '/units', body);
      return id;
    });
  }

  calendar(): Promise<string> {
    return this.#once('calendar', async () => {
      const id = freshId();
      const body = { id, name: this.#named('年曆'), region: 'taiwan' };
      if (this.member !== undefined) await this.#send(this.#admin, 'POST', '/calendars', body);
      return id;
    });
  }

  import(): Promise<string> {
    return this.#once('import', async () => {
      if (this.#maker === undefined || !this.#mayImport) return freshId();
      const file = multipart({ kind: 'customers' }, `${this.canary}.csv`, listOfFirms(this.canary));
      const response = await this.cast.app.node.server.inject({
        method: 'POST',
        url: '/api/v1/imports',
        headers: { cookie: this.#maker.client.cookie, ...file.headers },
        payload: file.body,
      });
      if (response.statusCode !== 201) throw new Error(`import: ${response.statusCode} ${response.body}`);
      return response.json<{ id: string }>().id;
    });
  }

  get #mayImport(): boolean {
    return !['seller', 'colleague', 'peer', 'far'].includes(this.owner);
  }

  /** Names of people and units are for the whole company, and for nobody outside it. */
  #named(name: string): string {
    return this.owner === 'outsider' ? `${this.canary} ${name}${next()}` : `${name}${next()}`;
  }
}

/** A report of a busy customer needs no answers; the sentence is the seller's own. */
export const reportBody = (sentence: string, day = '2026-11-27') => ({
  form: 'office',
  version: 1,
  answers: { sentence },
  outcome: 'busy',
  occurredAt: '2026-11-23T01:55:00Z',
  nextStep: { kind: 'call', day, note: sentence },
});

export const listOfFirms = (canary: string): string =>
  `公司名稱,電話,住址\n${canary} 匯入行,02-2531-70${10 + (next() % 80)},台北市${canary}路${next()}號\n`;

export function multipart(fields: Record<string, string>, fileName: string, content: string | Buffer) {
  const boundary = '----kejing-doors';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([
      Buffer.from(parts.join('') + head),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}
