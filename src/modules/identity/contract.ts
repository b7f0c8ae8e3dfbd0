import { z } from 'zod';
import { endpoint } from '#platform/shared/endpoint.ts';
import { dateStyles, languages } from '#platform/shared/languages.ts';
import { requiredText, uuid, verbatim } from '#platform/shared/page.ts';
import { capabilities } from '#platform/shared/actor.ts';
import { userNameProblem } from './rules.ts';

export const userNameShape = requiredText(64).superRefine((value, issues) => {
  const problem = userNameProblem(value);
  if (problem !== undefined) issues.addIssue({ code: 'custom', message: problem });
});
/** At least 12 characters, no composition rules. */
export const passwordShape = verbatim(200).min(12, { error: 'identity.passwordShort' });

const named = z.object({ id: uuid, name: z.string() });

/** Who is signed in, and what his place allows; screens show no door that is closed to him. */
export const meShape = z.object({
  person: named,
  company: z.object({
    id: uuid,
    name: z.string(),
    code: z.string(),
    region: z.string(),
    timeZone: z.string(),
    currency: z.string(),
  }),
  unit: named.nullable(),
  language: z.enum(languages),
  dateStyle: z.enum(dateStyles),
  /** Of the outlet he is posted to. */
  timeZone: z.string(),
  /** The day it is there. */
  today: z.iso.date(),
  capabilities: z.array(z.enum(capabilities)),
  leadsUnits: z.array(named),
  /** An administrator set the password and knows it: the person should change it. */
  passwordIsTemporary: z.boolean(),
});
export type Me = z.infer<typeof meShape>;

export const bootstrap = endpoint({
  id: 'identity.bootstrap',
  method: 'GET',
  path: '/bootstrap',
  summary: 'Whether this installation is set up, and what the sign-in page needs',
  access: 'anonymous',
  response: z.object({
    state: z.enum(['setup', 'ready']),
    companyCodeNeeded: z.boolean(),
    regions: z.array(
      z.object({
        code: z.string(),
        timeZone: z.string(),
        language: z.enum(languages),
        dateStyle: z.enum(dateStyles),
        currency: z.string(),
      }),
    ),
  }),
});

export const companyShape = z.strictObject({
  name: requiredText(120),
  region: z.enum(['taiwan', 'mainland', 'hongkong']),
  timeZone: z.string().max(64).refine(isTimeZone, { error: 'identity.timeZone' }).optional(),
  language: z.enum(languages).optional(),
});

export const adminShape = z.strictObject({ name: requiredText(80), userName: userNameShape, password: passwordShape });

export const setup = endpoint({
  id: 'identity.setup',
  method: 'POST',
  path: '/setup',
  summary: 'Found the first company with its first administrator; needs the token printed on the console, works once',
  access: 'anonymous',
  body: z.strictObject({ token: verbatim(200), company: companyShape, admin: adminShape }),
  response: meShape,
  status: 201,
});

export const signIn = endpoint({
  id: 'identity.signIn',
  method: 'POST',
  path: '/session',
  summary: 'Sign in by user name and password; sets the session cookie',
  access: 'anonymous',
  body: z.strictObject({
    userName: requiredText(64),
    password: verbatim(200).min(1),
    company: verbatim(64).optional(),
  }),
  response: meShape,
  status: 201,
});

export const signOut = endpoint({
  id: 'identity.signOut',
  method: 'DELETE',
  path: '/session',
  summary: 'End this session on every node',
  access: 'signedIn',
  status: 204,
});

export const endOtherSessions = endpoint({
  id: 'identity.endOtherSessions',
  method: 'POST',
  path: '/session/others-end',
  summary: 'End all other sessions of this person',
  access: 'signedIn',
  status: 204,
});

export const me = endpoint({
  id: 'identity.me',
  method: 'GET',
  path: '/me',
  summary: 'Who is signed in',
  access: 'signedIn',
  response: meShape,
});

export const changeMe = endpoint({
  id: 'identity.changeMe',
  method: 'PATCH',
  path: '/me',
  summary: "Change one's language and way of writing dates",
  access: 'signedIn',
  body: z.strictObject({ language: z.enum(languages).optional(), dateStyle: z.enum(dateStyles).optional() }),
  response: z.object({ language: z.enum(languages).nullable(), dateStyle: z.enum(dateStyles).nullable() }),
});

export const changePassword = endpoint({
  id: 'identity.changePassword',
  method: 'POST',
  path: '/me/password',
  summary: "Change one's password; other sessions end",
  access: 'signedIn',
  body: z.strictObject({ current: verbatim(200).min(1), next: passwordShape }),
  status: 204,
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
