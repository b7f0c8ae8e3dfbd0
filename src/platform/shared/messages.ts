/**
 * Types every key of every text: the zh-Hant files are the source, the other languages hold the same keys and parameters (checked).
 * A new namespace, which is a module's name, is one import and one line here.
 */
import type {} from 'i18next';
import type common from '../../../messages/zh-Hant/common.json';
import type errors from '../../../messages/zh-Hant/errors.json';
import type identity from '../../../messages/zh-Hant/identity.json';
import type org from '../../../messages/zh-Hant/org.json';
import type imports from '../../../messages/zh-Hant/imports.json';
import type customers from '../../../messages/zh-Hant/customers.json';
import type files from '../../../messages/zh-Hant/files.json';
import type forms from '../../../messages/zh-Hant/forms.json';
import type visits from '../../../messages/zh-Hant/visits.json';
import type followUp from '../../../messages/zh-Hant/followUp.json';
import type targets from '../../../messages/zh-Hant/targets.json';
import type plans from '../../../messages/zh-Hant/plans.json';
import type outbox from '../../../messages/zh-Hant/outbox.json';

interface Messages {
  common: typeof common;
  errors: typeof errors;
  identity: typeof identity;
  org: typeof org;
  imports: typeof imports;
  customers: typeof customers;
  files: typeof files;
  forms: typeof forms;
  visits: typeof visits;
  followUp: typeof followUp;
  targets: typeof targets;
  plans: typeof plans;
  outbox: typeof outbox;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: Messages;
  }
}

type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string];

/** A text named where it is not yet shown, e.g. a screen's title in the route table: `'identity:me.title'`. */
export type MessageKey = { [N in keyof Messages & string]: `${N}:${Keys<Messages[N]>}` }[keyof Messages & string];
