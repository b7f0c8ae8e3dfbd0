import type { z } from 'zod';
import type { Language } from '#platform/shared/languages.ts';
import type { companyShape } from '../contract.ts';

/** What the set-up page asks; the empty string is what is not filled in yet. */
export interface SetupForm {
  token: string;
  companyName: string;
  region: string;
  timeZone: string;
  language: Language;
  name: string;
  userName: string;
  password: string;
}

export type SetupField = keyof SetupForm;

export const setupSteps = ['token', 'company', 'admin'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Which step asks for which fields, in the order of the page. */
export const fieldsOf: Readonly<Record<SetupStep, readonly SetupField[]>> = {
  token: ['token'],
  company: ['companyName', 'region', 'timeZone', 'language'],
  admin: ['name', 'userName', 'password'],
};

/** The field's name in the request, as the server's problems name it. */
export const requestField: Readonly<Record<SetupField, string>> = {
  token: 'token',
  companyName: 'company.name',
  region: 'company.region',
  timeZone: 'company.timeZone',
  language: 'company.language',
  name: 'admin.name',
  userName: 'admin.userName',
  password: 'admin.password',
};

export function missingFields(form: SetupForm, step: SetupStep): SetupField[] {
  return fieldsOf[step].filter((field) => form[field].trim() === '');
}

/** The first step that holds a field the server refused; the last where it named none. */
export function stepOf(fields: readonly string[]): SetupStep {
  const found = setupSteps.find((step) => fieldsOf[step].some((field) => fields.includes(requestField[field])));
  return found ?? 'admin';
}

export function requestOf(form: SetupForm) {
  const { token, companyName, region, timeZone, language, name, userName, password } = form;
  // The server offered the regions, and refuses what is none of them.
  const chosen = region as z.infer<typeof companyShape>['region'];
  return {
    token: token.trim(),
    company: { name: companyName.trim(), region: chosen, timeZone, language },
    admin: { name: name.trim(), userName: userName.trim(), password },
  };
}
