import { withoutIdentityNumber } from '#modules/customers/rules-identity.ts';
import { answerBeyond } from '#platform/web/offline/beyond.ts';
import { keepOnPhone, trimForPhone } from '#platform/web/offline/reads.ts';
import { projectWith } from '#platform/web/offline/projections.ts';

// What a phone may hold of the API: what a day in the field needs to be read and written without a network.
keepOnPhone(
  '/api/v1/me',
  '/api/v1/plans/{day}',
  '/api/v1/visits',
  '/api/v1/visits/{id}',
  '/api/v1/visits/{id}/photos',
  '/api/v1/visits/last-report',
  '/api/v1/visits/companions',
  '/api/v1/customers',
  '/api/v1/customers/alike',
  '/api/v1/customers/count',
  '/api/v1/customers/{id}',
  '/api/v1/customers/{id}/next-steps',
  '/api/v1/customers/{id}/timeline',
  '/api/v1/customers/{id}/visits',
  '/api/v1/next-steps',
  '/api/v1/forms',
  '/api/v1/forms/{code}',
  '/api/v1/codes/{list}',
  '/api/v1/board',
);

trimForPhone('/api/v1/customers/{id}', withoutIdentityNumber);
// Made anew from what is held, and of no use later.
trimForPhone('/api/v1/customers/alike', () => undefined);
trimForPhone('/api/v1/customers/count', () => undefined);

const customersHere = () => import('#modules/customers/ui/held-answers.ts');
answerBeyond('/api/v1/customers', async () => (await customersHere()).customersHeld);
answerBeyond('/api/v1/customers/count', async () => (await customersHere()).countHeld);
answerBeyond('/api/v1/customers/alike', async () => (await customersHere()).alikeHeld);
answerBeyond('/api/v1/customers/{id}/timeline', async () => (await customersHere()).timelineHeld);

projectWith(async () => (await import('./projections.ts')).projections);
