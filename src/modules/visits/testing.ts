import { newId } from '#platform/shared/id.ts';
import type { Answer, Client } from '../../../test/harness/app.ts';
import type { Visit } from './contract.ts';

/** What a seller brings home from an office where somebody talked: everything the form requires, and a card. */
export const officeAnswers = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  met: [{ name: '王小姐' }],
  headCount: { value: 45, basis: 'asked' },
  supplies: { value: ['paper'], basis: 'observed' },
  brands: { value: [{ brand: 'doubleA', quantity: 40 }], basis: 'told' },
  attitude: 'polite',
  intent: 3,
  exchanged: ['cardReceived'],
  sentence: '月底換供應商',
  ...more,
});

export interface VisitWish {
  customerId: string;
  day?: string;
  time?: string;
  unplanned?: boolean;
  companionIds?: string[];
}

function opened(answer: Answer): Visit {
  if (answer.status >= 300) throw new Error(`visit: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as unknown as Visit;
}

/** A visit planned by this client for himself. */
export async function makeVisit(client: Client, wish: VisitWish): Promise<Visit> {
  const plan = { id: newId(Date.now()), day: '2026-11-23', ...wish };
  return opened(await client.send('POST', '/visits', plan));
}

/** Checked in at an instant, reported on the office form and checked out a quarter of an hour later. */
export async function makeReportedVisit(
  client: Client,
  wish: VisitWish & { at?: string; outcome?: string; answers?: Record<string, unknown> },
): Promise<Visit> {
  const { at = '2026-11-23T01:30:00.000Z', outcome = 'talked', answers, ...plan } = wish;
  const { id } = await makeVisit(client, plan);
  opened(await client.send('POST', `/visits/${id}/check-in`, { occurredAt: at }));
  const said = answers ?? (outcome === 'talked' ? officeAnswers() : {});
  opened(
    await client.send('PUT', `/visits/${id}/report`, {
      form: 'office',
      version: 1,
      answers: said,
      outcome,
      occurredAt: at,
    }),
  );
  const left = Temporal.Instant.from(at).add({ minutes: 15 }).toString();
  return opened(await client.send('POST', `/visits/${id}/check-out`, { occurredAt: left }));
}
