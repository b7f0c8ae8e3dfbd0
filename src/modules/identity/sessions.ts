import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Capability, Actor } from '#platform/shared/actor.ts';
import type { DateStyle, Language } from '#platform/shared/languages.ts';
import { instantAt } from '#platform/server/clock.ts';
import type { App } from '#platform/server/http/route.ts';
import type { Authenticate } from '#platform/server/http/guard.ts';
import { loadActor, unitsBelow } from '#modules/org/public.ts';
import { type Auth, cookiePrefix } from './auth.ts';

interface Known {
  actor: Actor;
  sessionId: string;
  until: number;
}

/** Postings begin and end at midnight without anybody writing; nothing is taken from the cache for longer than this. */
const keepMillis = 60_000;
const mostKept = 20_000;

const sessionCookie = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${cookiePrefix}\\.session_token=([^;]+)`);

/**
 * Who sent a request. Sessions with their actors are kept in the process, so that a request costs no query, and are dropped on every node
 * at once when a session ends or a person's place changes; while no message of other nodes can arrive, nothing is taken from the cache.
 */
export function sessionCache(app: App, auth: Auth): Authenticate {
  const kept = new Map<string, Known>();
  const dropWhere = (test: (known: Known) => boolean): void => {
    for (const [key, known] of kept) if (test(known)) kept.delete(key);
  };
  app.signals.on('session', (sessionId) => dropWhere((known) => known.sessionId === sessionId));
  app.signals.on('person', (personId) => dropWhere((known) => known.actor.personId === personId));
  app.signals.on('company', (companyId) => dropWhere((known) => known.actor.companyId === companyId));
  app.signals.onGap(() => kept.clear());

  return async (request) => {
    const key = keyOf(request);
    if (key === undefined) return undefined;
    const now = app.clock.now();
    const known = kept.get(key);
    if (known !== undefined && known.until > now && app.signals.listening) return known;
    const found = key.startsWith('bearer ')
      ? await ofService(app, key.slice('bearer '.length))
      : await ofCookie(app, auth, request);
    kept.delete(key);
    if (found === undefined) return undefined;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { ...found, until: now + keepMillis });
    return found;
  };
}

function keyOf(request: FastifyRequest): string | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined)
    return authorization.startsWith('Bearer ') ? `bearer ${authorization.slice('Bearer '.length)}` : undefined;
  return sessionCookie.exec(cookie ?? '')?.[1];
}

async function ofCookie(
  app: App,
  auth: Auth,
  request: FastifyRequest,
): Promise<{ actor: Actor; sessionId: string } | undefined> {
  const headers = new Headers({ cookie: request.headers.cookie ?? '' });
  const session = await auth.api.getSession({ headers, query: { disableCookieCache: true } });
  if (session === null) return undefined;
  const { db } = app.database;
  const signIn = await db
    .selectFrom('sign_in')
    .select(['company_id', 'person_id'])
    .where('auth_user', '=', session.user.id)
    .where((where) =>
      where.or([where('disabled_at', 'is', null), where('disabled_at', '>', instantAt(app.clock.now()))]),
    )
    .executeTakeFirst();
  if (signIn === undefined) return undefined;
  const actor = await loadActor(db, app.clock, signIn.company_id, signIn.person_id);
  return actor === undefined ? undefined : { actor, sessionId: session.session.id };
}

export const digestOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

async function ofService(app: App, key: string): Promise<{ actor: Actor; sessionId: string } | undefined> {
  const { db } = app.database;
  const row = await db
    .selectFrom('service_key')
    .innerJoin('company', 'company.company_id', 'service_key.company_id')
    .select([
      'service_key.company_id',
      'id',
      'service_key.name',
      'unit_id',
      'capabilities',
      'language',
      'date_style',
      'time_zone',
      'region',
      'currency',
    ])
    .where('digest', '=', digestOfKey(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(app.clock.now())
    .toZonedDateTimeISO(row.time_zone)
    .toPlainDate()
    .toString();
  const actor: Actor = {
    kind: 'service',
    companyId: row.company_id,
    personId: row.id,
    name: row.name,
    unitId: row.unit_id,
    units: await unitsBelow(db, row.company_id, [row.unit_id], today),
    capabilities: new Set(row.capabilities as Capability[]),
    language: row.language as Language,
    dateStyle: row.date_style as DateStyle,
    timeZone: row.time_zone,
    region: row.region,
    currency: row.currency,
  };
  return { actor, sessionId: row.id };
}
