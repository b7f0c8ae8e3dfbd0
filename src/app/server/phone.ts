import { z } from 'zod';
import type { Customer } from '#modules/customers/contract.ts';
import { withoutIdentityNumber } from '#modules/customers/rules-identity.ts';
import { can } from '#platform/shared/actor.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { isRefusal } from '#platform/shared/result.ts';
import { raw, type QueryContext, type Route } from '#platform/server/http/route.ts';
import { serializerFor } from '#platform/server/http/serialize.ts';
import { apiPrefix } from '#platform/server/http/server.ts';

export const phoneEndpoint = endpoint({
  id: 'phone.fill',
  method: 'GET',
  path: '/phone',
  summary:
    'What a phone needs to get through today and tomorrow without a network: the answers of other reads, each under its path',
  access: 'signedIn',
  query: z.strictObject({}),
  response: z.object({ items: z.array(z.object({ path: z.string(), answer: z.unknown() })) }),
});

/** More than this no day has; what lies beyond is read when it is looked at. */
const mostCustomers = 60;

type ReadRoute = Route & { kind: 'read' };
type Told = Readonly<Record<string, string>>;

/** Asks other reads as the same person would, and keeps their answers as text in their own shape. */
class Collector {
  readonly items: string[] = [];
  readonly #ctx: QueryContext;
  readonly #reads: ReadonlyMap<string, ReadRoute>;
  readonly #writers: Map<string, (value: unknown) => string>;

  constructor(
    ctx: QueryContext,
    reads: ReadonlyMap<string, ReadRoute>,
    writers: Map<string, (value: unknown) => string>,
  ) {
    this.#ctx = ctx;
    this.#reads = reads;
    this.#writers = writers;
  }

  /** The answer, or undefined where the person may not ask or there is nothing; what is refused is left out. */
  async ask<T>(id: string, params: Told = {}, query: Told = {}): Promise<T | undefined> {
    const route = this.#reads.get(id);
    if (route === undefined) throw new Error(`there is no read ${id}`);
    const { endpoint: asked } = route;
    const { actor } = this.#ctx;
    if (asked.access !== 'anonymous' && asked.access !== 'signedIn' && !can(actor, asked.access)) return undefined;
    const answer = await route.handle({
      ctx: this.#ctx,
      params: asked.params?.parse(params) as never,
      query: asked.query?.parse(query) as never,
    });
    if (isRefusal(answer)) return undefined;
    this.items.push(
      `{"path":${JSON.stringify(addressOf(asked.path, params, query))},"answer":${this.#write(route, forPhone(asked.id, answer))}}`,
    );
    return answer as T;
  }

  #write({ endpoint: { id, response } }: ReadRoute, answer: unknown): string {
    let writer = this.#writers.get(id);
    if (writer === undefined) {
      if (response === undefined) throw new Error(`${id} has no shape`);
      writer = serializerFor(response);
      this.#writers.set(id, writer);
    }
    return writer(answer);
  }
}

/** What a phone holds of an answer, as the phone itself trims it. */
const forPhone = (id: string, answer: unknown): unknown =>
  id === 'customers.get' ? withoutIdentityNumber(answer as Customer) : answer;

function addressOf(path: string, params: Told, query: Told): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return apiPrefix + filled + (search === '' ? '' : `?${search}`);
}

const listsOfTheField = ['industry', 'source', 'tag', 'product', 'lifecycleReason'] as const;

interface PlanRead {
  day: string;
  lines: { customer: { id: string } }[];
}
interface VisitsRead {
  items: { id: string; customer: { id: string } }[];
}
interface StepsRead {
  items: { customer: { id: string } }[];
}
interface VisitRead {
  form: { code: string; version: number };
}

async function collect(to: Collector, today: string): Promise<void> {
  const plans = [
    await to.ask<PlanRead>('plans.get', { day: today }),
    await to.ask<PlanRead>('plans.get', { day: 'next' }),
  ];
  const tomorrow = plans[1]?.day;
  // Under its date too: it is today's when the phone wakes in the basement of the next morning.
  if (tomorrow !== undefined) await to.ask('plans.get', { day: tomorrow });
  const days = [today, ...(tomorrow === undefined ? [] : [tomorrow])];
  const visits = [];
  for (const day of days) visits.push(...((await to.ask<VisitsRead>('visits.list', {}, { day }))?.items ?? []));
  const steps = await to.ask<StepsRead>('followUp.listNextSteps', {}, { limit: '200' });
  await to.ask('visits.companions');
  await to.ask('targets.board');
  const forms = new Set<string>();
  for (const { code, version } of (await to.ask<{ items: VisitRead['form'][] }>('forms.list'))?.items ?? [])
    forms.add(`${code} ${version}`);
  for (const { id } of visits) {
    const visit = await to.ask<VisitRead>('visits.get', { id });
    if (visit !== undefined) forms.add(`${visit.form.code} ${visit.form.version}`);
  }
  for (const form of forms) {
    const [code = '', version = ''] = form.split(' ');
    await to.ask('forms.get', { code }, { version });
  }
  for (const list of listsOfTheField) await to.ask('codes.list', { list });
  const customers = new Set(
    // Whom the days name comes first, then who is soonest to be called.
    [...plans.flatMap((plan) => plan?.lines ?? []), ...visits, ...(steps?.items ?? [])].map(
      ({ customer }) => customer.id,
    ),
  );
  for (const id of [...customers].slice(0, mostCustomers)) await collectCustomer(to, id);
}

async function collectCustomer(to: Collector, id: string): Promise<void> {
  if ((await to.ask('customers.get', { id })) === undefined) return;
  await to.ask('followUp.customerNextSteps', { id });
  await to.ask('visits.ofCustomer', { id });
  await to.ask('visits.lastReport', {}, { customer: id });
  // As long as the screen asks for its first page.
  await to.ask('customers.timeline', { id }, { limit: '30' });
}

/** Gathers from the routes themselves: the same scope, the same shapes, and no second door. */
export function phoneRoute(routes: readonly Route[]): Route {
  const reads = new Map(routes.flatMap((route) => (route.kind === 'read' ? [[route.endpoint.id, route]] : [])));
  const writers = new Map<string, (value: unknown) => string>();
  return raw(phoneEndpoint, async ({ app, actor, reply }) => {
    if (actor === undefined) throw new Error('the phone of nobody was filled');
    const ctx: QueryContext = { db: app.database.db, actor, clock: app.clock, cursors: app.cursors, app };
    const collector = new Collector(ctx, reads, writers);
    const today = Temporal.Instant.fromEpochMilliseconds(app.clock.now())
      .toZonedDateTimeISO(actor.timeZone)
      .toPlainDate()
      .toString();
    await collect(collector, today);
    return reply.type('application/json; charset=utf-8').send(`{"items":[${collector.items.join(',')}]}`);
  });
}
