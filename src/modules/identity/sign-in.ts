import { APIError } from 'better-auth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Outcome, refuse } from '#platform/shared/result.ts';
import { instantAt } from '#platform/server/clock.ts';
import type { App } from '#platform/server/http/route.ts';
import { loadActor } from '#modules/org/public.ts';
import { addressOf, type Auth } from './auth.ts';
import type { Me } from './contract.ts';
import { meOf } from './queries.ts';
import { foldUserName } from './rules.ts';
import type { Attempts } from './attempts.ts';

interface SignInBody {
  userName: string;
  password: string;
  company?: string | undefined;
}

/** An unknown name, a wrong password, a leaver and an ended account get the same answer, after the same work. */
export async function signInWith(
  { app, auth, attempts }: { app: App; auth: Auth; attempts: Attempts },
  body: SignInBody,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Outcome<Me>> {
  const wait = attempts.secondsToWait([`name ${foldUserName(body.userName)}`, `address ${request.ip}`]);
  if (wait > 0) return refuse('tooMany', 'identity.tooManyAttempts', { params: { seconds: wait } });
  const account = await accountOf(app, body);
  if (account === 'companyNeeded')
    return refuse('invalid', 'identity.companyNeeded', {
      fields: [{ field: 'company', code: 'identity.companyNeeded' }],
    });
  const headers = await verified(auth, account?.authUser ?? 'nobody', body.password, request);
  const actor =
    account === undefined || headers === undefined
      ? undefined
      : await loadActor(app.database.db, app.clock, account.companyId, account.personId);
  if (headers === undefined || actor === undefined) {
    attempts.failed([`name ${foldUserName(body.userName)}`, `address ${request.ip}`]);
    return refuse('unauthenticated', 'identity.wrong');
  }
  attempts.succeeded(`name ${foldUserName(body.userName)}`);
  for (const cookie of headers.getSetCookie()) void reply.header('set-cookie', cookie);
  await app.securityLog({
    kind: 'signedIn',
    companyId: actor.companyId,
    personId: actor.personId,
    address: request.ip,
    requestId: request.id,
  });
  return meOf(app.database.db, app.clock, actor);
}

async function accountOf(app: App, body: SignInBody) {
  const rows = await app.database.db
    .selectFrom('sign_in')
    .innerJoin('company', 'company.company_id', 'sign_in.company_id')
    .select(['sign_in.company_id', 'person_id', 'auth_user', 'company.code'])
    .where('user_name_folded', '=', foldUserName(body.userName))
    .where((where) =>
      where.or([where('disabled_at', 'is', null), where('disabled_at', '>', instantAt(app.clock.now()))]),
    )
    .$if(body.company !== undefined && body.company !== '', (query) =>
      query.where('company.code', '=', (body.company ?? '').toLowerCase()),
    )
    .limit(2)
    .execute();
  const [row] = rows;
  if (rows.length > 1) return 'companyNeeded' as const;
  return row === undefined
    ? undefined
    : { companyId: row.company_id, personId: row.person_id, authUser: row.auth_user };
}

async function verified(
  auth: Auth,
  authUser: string,
  password: string,
  request: FastifyRequest,
): Promise<Headers | undefined> {
  try {
    const answer = await auth.api.signInEmail({
      body: { email: addressOf(authUser), password },
      headers: new Headers({
        'user-agent': String(request.headers['user-agent'] ?? ''),
        'x-forwarded-for': request.ip,
      }),
      returnHeaders: true,
    });
    return answer.headers;
  } catch (error) {
    if (error instanceof APIError) return undefined;
    throw error;
  }
}
