import type { DateStyle, Language } from './languages.ts';

/** What a place in the organisation allows beyond one's own work; positions map to these in the org module. */
export const capabilities = [
  'org.manage',
  'people.manage',
  'company.manage',
  'customers.read',
  'customers.write',
  'customers.assign',
  'imports.run',
  'visits.make',
  'plans.confirm',
  'boards.read',
  'audit.read',
] as const;
export type Capability = (typeof capabilities)[number];

/** Who acts: a person signed in, or a program with a key. Ids are strings of UUIDs; days and units are as of today. */
export interface Actor {
  kind: 'person' | 'service';
  companyId: string;
  /** The person, or for a service its key's id. */
  personId: string;
  name: string;
  /** The unit of the main posting; null for somebody without one. */
  unitId: string | null;
  /** Units he leads, with everything below them: whose facts he sees beside his own. */
  units: readonly string[];
  capabilities: ReadonlySet<Capability>;
  language: Language;
  dateStyle: DateStyle;
  /** Of the outlet he is posted to, else of the company. */
  timeZone: string;
  region: string;
  currency: string;
}

export const can = (actor: Actor, capability: Capability): boolean => actor.capabilities.has(capability);
