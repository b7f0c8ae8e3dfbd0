import { betterAuth } from 'better-auth';
import type pg from 'pg';
import { hashPassword, verifyPassword } from './passwords.ts';

export const sessionDays = 30;
export const cookiePrefix = 'kejing';

/**
 * The sign-in library, behind our own routes alone: none of its endpoints is mounted. Accounts carry an address nobody can receive mail
 * at, because e-mail is optional for our people and user names are unique per company only; sign_in ties an account to its person.
 */
export function createAuth(pool: pg.Pool, secret: string, secureCookies: boolean) {
  return betterAuth({
    database: pool,
    secret,
    baseURL: 'http://localhost',
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    session: {
      modelName: 'auth_session',
      expiresIn: sessionDays * 86_400,
      updateAge: 86_400,
      cookieCache: { enabled: false },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix,
      useSecureCookies: secureCookies,
      // Our own guard checks where a request comes from, before any of the library runs.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
  });
}
export type Auth = ReturnType<typeof createAuth>;

/** The address under which the library knows an account. */
export const addressOf = (authUser: string): string => `${authUser}@account.invalid`;
