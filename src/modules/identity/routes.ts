import type { z } from 'zod';
import { regions } from '#platform/shared/region/regions.ts';
import type { Actor } from '#platform/shared/actor.ts';
import { isRefusal, type Refusal, refuse } from '#platform/shared/result.ts';
import { execute } from '#platform/server/command/execute.ts';
import { type App, commandDeps, type Raw, type Route, raw, read, write } from '#platform/server/http/route.ts';
import { accountOf } from './account-queries.ts';
import { countAttempts } from './attempts.ts';
import { type Auth, cookiePrefix } from './auth.ts';
import { changeMe } from './commands/change-me.ts';
import { changePassword } from './commands/change-password.ts';
import { closeAccount } from './commands/close-account.ts';
import { openAccount } from './commands/open-account.ts';
import { resetPassword } from './commands/reset-password.ts';
import * as accounts from './contract-accounts.ts';
import * as contract from './contract.ts';
import { meOf } from './queries.ts';
import { signInWith } from './sign-in.ts';

/** Founds the first company; given by the application, because it needs every module's first rows. */
export type FoundFirst = (body: {
  company: z.output<typeof contract.companyShape>;
  admin: z.output<typeof contract.adminShape>;
}) => Promise<unknown>;

export interface SetUp {
  /** Undefined once a company stands: the page is dead then. */
  token(): string | undefined;
  found: FoundFirst;
}

export function identityRoutes(app: App, auth: Auth, setUp: SetUp): Route[] {
  const attempts = countAttempts(app.clock);
  const companies = () => app.database.db.selectFrom('company').select('code').limit(2).execute();
  return [
    raw(contract.bootstrap, async () => {
      const known = await companies();
      return {
        state: known.length === 0 ? 'setup' : 'ready',
        companyCodeNeeded: known.length > 1,
        regions: regions.map(({ code, timeZone, language, dateStyle, currency }) => ({
          code,
          timeZone,
          language,
          dateStyle,
          currency,
        })),
      };
    }),
    raw(contract.setup, async ({ body, request, reply }) => {
      if ((await companies()).length > 0 || setUp.token() === undefined)
        return refuse('notFound', 'identity.setUpAlready');
      if (body.token !== setUp.token())
        return refuse('forbidden', 'identity.setUpToken', {
          fields: [{ field: 'token', code: 'identity.setUpToken' }],
        });
      const founded = await setUp.found({ company: body.company, admin: body.admin });
      if (isRefusal(founded)) return founded;
      return signInWith({ app, auth, attempts }, body.admin, request, reply);
    }),
    raw(contract.signIn, ({ body, request, reply }) => signInWith({ app, auth, attempts }, body, request, reply)),
    raw(contract.signOut, (asked) => signOut(auth, asked)),
    raw(contract.endOtherSessions, ({ actor, request }) => endOthers(app, actor, request.sessionId)),
    read(contract.me, ({ ctx }) => meOf(ctx.db, ctx.clock, ctx.actor)),
    write(contract.changeMe, changeMeAndTell(app), ({ body }) => body),
    read(accounts.getAccount, ({ ctx, params }) => accountOf(ctx, params.id)),
    write(accounts.openAccount, openAccount, ({ params, body }) => ({ ...body, personId: params.id })),
    write(accounts.closeAccount, closeAccount, ({ params }) => ({ personId: params.id })),
    write(accounts.resetPassword, resetPassword, ({ params, body }) => ({ ...body, personId: params.id })),
    raw(contract.changePassword, async ({ actor, body, request }) => {
      if (actor === undefined) return refuse('unauthenticated', 'signInFirst');
      const wait = attempts.secondsToWait([`name ${actor.personId}`]);
      if (wait > 0) return refuse('tooMany', 'identity.tooManyAttempts', { params: { seconds: wait } });
      const outcome = await execute(commandDeps(app), actor, changePassword, body, {
        requestId: request.id,
      });
      if (isRefusal(outcome)) {
        attempts.failed([`name ${actor.personId}`]);
        return outcome;
      }
      return endOthers(app, actor, request.sessionId);
    }),
  ];
}

/** The person's cached sessions hold the old language: they are read anew on every node. */
function changeMeAndTell(app: App): typeof changeMe {
  return {
    ...changeMe,
    run: (ctx, input) => {
      ctx.afterCommit(() => app.signals.send('person', ctx.actor.personId));
      return changeMe.run(ctx, input);
    },
  };
}

async function signOut(auth: Auth, { app, request, reply }: Raw<typeof contract.signOut>): Promise<void> {
  const headers = new Headers({ cookie: request.headers.cookie ?? '' });
  await auth.api.signOut({ headers });
  if (request.sessionId !== undefined) await app.signals.send('session', request.sessionId);
  for (const name of [`${cookiePrefix}.session_token`, `__Secure-${cookiePrefix}.session_token`])
    void reply.header(
      'set-cookie',
      `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${name.startsWith('__Secure-') ? '; Secure' : ''}`,
    );
}

async function endOthers(
  app: App,
  actor: Actor | undefined,
  sessionId: string | undefined,
): Promise<Refusal | undefined> {
  if (actor === undefined || sessionId === undefined || actor.kind !== 'person')
    return refuse('unauthenticated', 'signInFirst');
  const ended = await app.database.db
    .deleteFrom('auth_session')
    .where('id', '!=', sessionId)
    .where('userId', 'in', (query) =>
      query
        .selectFrom('sign_in')
        .select('auth_user')
        .where('company_id', '=', actor.companyId)
        .where('person_id', '=', actor.personId),
    )
    .returning('id')
    .execute();
  for (const { id } of ended) await app.signals.send('session', id);
  return undefined;
}
