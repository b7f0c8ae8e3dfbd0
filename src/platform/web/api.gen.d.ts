/** Generated from openapi.json by `npm run generate`; do not edit. */
export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      code: string;
      requestId: string;
      errors?: { field: string; code: string; message: string }[];
      current?: unknown;
      submitted?: unknown;
    };
    Me: {
      person: { id: string; name: string };
      company: { id: string; name: string; code: string; region: string; timeZone: string; currency: string };
      unit: { id: string; name: string } | null;
      language: 'zh-Hant' | 'zh-Hans' | 'en';
      dateStyle: 'gregorian' | 'roc';
      capabilities: string[];
      leadsUnits: { id: string; name: string }[];
    };
    Bootstrap: {
      state: 'setup' | 'ready';
      companyCodeNeeded: boolean;
      regions: {
        code: string;
        timeZone: string;
        language: 'zh-Hant' | 'zh-Hans' | 'en';
        dateStyle: 'gregorian' | 'roc';
        currency: string;
      }[];
    };
  };
}
interface Problems {
  default: {
    headers: { [name: string]: unknown };
    content: { 'application/problem+json': components['schemas']['Problem'] };
  };
}
interface NoParameters {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
}
interface Ok<T> {
  headers: { [name: string]: unknown };
  content: { 'application/json': T };
}
interface Nothing {
  headers: { [name: string]: unknown };
  content?: never;
}
interface Body<T> {
  content: { 'application/json': T };
}
export interface paths {
  '/api/v1/bootstrap': {
    get: {
      parameters: NoParameters;
      requestBody?: never;
      responses: { 200: Ok<components['schemas']['Bootstrap']> } & Problems;
    };
  };
  '/api/v1/setup': {
    post: {
      parameters: NoParameters;
      requestBody: Body<{
        token: string;
        company: { name: string; region: string; timeZone: string; language: 'zh-Hant' | 'zh-Hans' | 'en' };
        admin: { name: string; userName: string; password: string };
      }>;
      responses: { 201: Ok<components['schemas']['Me']> } & Problems;
    };
  };
  '/api/v1/session': {
    post: {
      parameters: NoParameters;
      requestBody: Body<{ userName: string; password: string; company?: string }>;
      responses: { 201: Ok<components['schemas']['Me']> } & Problems;
    };
    delete: { parameters: NoParameters; requestBody?: never; responses: { 204: Nothing } & Problems };
  };
  '/api/v1/session/others-end': {
    post: { parameters: NoParameters; requestBody?: never; responses: { 204: Nothing } & Problems };
  };
  '/api/v1/me': {
    get: {
      parameters: NoParameters;
      requestBody?: never;
      responses: { 200: Ok<components['schemas']['Me']> } & Problems;
    };
    patch: {
      parameters: NoParameters;
      requestBody: Body<{ language?: 'zh-Hant' | 'zh-Hans' | 'en'; dateStyle?: 'gregorian' | 'roc' }>;
      responses: { 200: Ok<components['schemas']['Me']> } & Problems;
    };
  };
  '/api/v1/me/password': {
    post: {
      parameters: NoParameters;
      requestBody: Body<{ current: string; next: string }>;
      responses: { 204: Nothing } & Problems;
    };
  };
}
