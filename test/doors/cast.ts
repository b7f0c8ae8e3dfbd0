import { createHash } from 'node:crypto';
import { type Client, password, type TestApp } from '../harness/app.ts';
import { addPerson, makePerson, makeUnit } from '../../src/modules/org/testing.ts';
import { newId, nilId } from '#platform/shared/id.ts';

/** Who knocks. */
export const roles = [
  'anonymous',
  'seller',
  'lead',
  'otherLead',
  'manager',
  'staff',
  'admin',
  'leaver',
  'outsider',
  'service',
] as const;
export type Role = (typeof roles)[number];

/** Whose things are knocked at; `nobody` has none, so that its ids name nothing. */
export const owners = [
  'seller',
  'colleague',
  'peer',
  'far',
  'lead',
  'otherLead',
  'manager',
  'staff',
  'admin',
  'outsider',
  'nobody',
] as const;
export type Owner = (typeof owners)[number];

/** How somebody stands to the owner of a thing: himself, one he leads, another of the company, one of another company. */
export const relations = ['own', 'below', 'stranger', 'foreign'] as const;
export type Relation = (typeof relations)[number];

export const standing: Record<Role, Partial<Record<Relation, readonly Owner[]>>> = {
  anonymous: { stranger: ['seller'] },
  seller: { own: ['seller'], stranger: ['colleague', 'peer'], foreign: ['outsider'] },
  lead: { own: ['lead'], below: ['seller'], stranger: ['peer', 'manager'], foreign: ['outsider'] },
  otherLead: { own: ['otherLead'], below: ['peer'], stranger: ['seller', 'manager'], foreign: ['outsider'] },
  manager: { own: ['manager'], below: ['seller'], stranger: ['far'], foreign: ['outsider'] },
  staff: { own: ['staff'], stranger: ['seller'], foreign: ['outsider'] },
  admin: { own: ['admin'], below: ['far'], foreign: ['outsider'] },
  leaver: { stranger: ['seller'] },
  outsider: { own: ['outsider'], foreign: ['seller'] },
  service: { below: ['seller'], stranger: ['peer'], foreign: ['outsider'] },
};

/** Whose words somebody may ever read, in any answer. */
export const sight: Record<Role, readonly Owner[]> = {
  anonymous: [],
  seller: ['seller'],
  lead: ['lead', 'seller', 'colleague'],
  otherLead: ['otherLead', 'peer'],
  manager: ['manager', 'lead', 'otherLead', 'seller', 'colleague', 'peer'],
  staff: ['staff'],
  admin: ['admin', 'manager', 'lead', 'otherLead', 'seller', 'colleague', 'peer', 'far', 'staff'],
  leaver: [],
  outsider: ['outsider'],
  service: ['lead', 'seller', 'colleague'],
};

/** No one of them holds the pieces of another, so that a search for one finds no other. */
const birds: Record<Owner, string> = {
  seller: 'robin',
  colleague: 'finch',
  peer: 'heron',
  far: 'swift',
  lead: 'eagle',
  otherLead: 'kestrel',
  manager: 'osprey',
  staff: 'dunnock',
  admin: 'albatross',
  outsider: 'cuckoo',
  nobody: 'dodo',
};

/** A word that stands in everything somebody writes, and a number that stands in every phone. */
export const canaryOf = (owner: Owner): string => `canary-${birds[owner]}`;
export const canaryPhone = (owner: Owner): string => `09876540${String(owners.indexOf(owner)).padStart(2, '0')}`;

export interface Member {
  client: Client;
  companyId: string;
  personId: string;
  unitId: string;
  userName: string;
}

export interface Cast {
  app: TestApp;
  members: Record<Exclude<Owner, 'nobody'>, Member>;
  leaver: Member;
  serviceKey: string;
  serviceId: string;
  admin: Client;
}

/** A company of two branches with two teams in one of them and a department, a second company, and a program with a key to team A. */
export async function gather(app: TestApp): Promise<Cast> {
  const admin = await app.company('甲公司');
  const outsider = await app.company(`${canaryOf('outsider')} 乙公司`, 'mainland');
  const unit = (name: string, kind: 'branch' | 'team' | 'department', parentId: string) =>
    makeUnit(admin, { name, kind, parentId, fromDay: '2026-01-01' });
  const branch = await unit('城中分公司', 'branch', admin.rootUnitId);
  const teamA = await unit('城中團隊', 'team', branch);
  const teamB = await unit('城南團隊', 'team', branch);
  const farBranch = await unit('台中分公司', 'branch', admin.rootUnitId);
  const office = await unit('總務部', 'department', admin.rootUnitId);
  const person = async (name: string, unitId: string, wish: { position?: never; leads?: boolean } = {}) =>
    member(await makePerson(app, admin, { name, unitId, ...wish, phone: '0912000111' }), unitId);
  const members = {
    seller: await person('陳美玲', teamA),
    colleague: await person('林志豪', teamA),
    peer: await person('張雅婷', teamB),
    far: await person('黃建國', farBranch),
    lead: await person('周領隊', teamA, { leads: true }),
    otherLead: await person('吳領隊', teamB, { leads: true }),
    manager: await person('許經理', branch, { leads: true }),
    staff: member(
      await makePerson(app, admin, { name: '李總務', unitId: office, position: 'departmentStaff' }),
      office,
    ),
    admin: member(Object.assign(admin, { userName: 'admin1' }), admin.rootUnitId),
    outsider: member(Object.assign(outsider, { userName: 'admin2' }), outsider.rootUnitId),
  };
  await renameOutsider(outsider);
  const leaver = await person('王離職', teamA);
  const left = await admin.send('POST', `/people/${leaver.personId}/leaving`, { day: '2026-11-23', reason: '轉職' });
  if (left.status !== 201) throw new Error(`leaving: ${left.status} ${JSON.stringify(left.body)}`);
  const { key, id } = await giveKey(app, admin.companyId, teamA);
  return { app, members, leaver, serviceKey: key, serviceId: id, admin };
}

const member = (client: Client & { userName: string }, unitId: string): Member => ({
  client,
  companyId: client.companyId,
  personId: client.personId,
  unitId,
  userName: client.userName,
});

/** Within a company names are for all; of another company nothing is, not even the administrator's name. */
async function renameOutsider(outsider: Client): Promise<void> {
  const path = `/people/${outsider.personId}`;
  const { body } = await outsider.get<{ version: number }>(path);
  const name = `${canaryOf('outsider')} 主管`;
  const changed = await outsider.send('PATCH', path, { name }, { 'if-match': String(body.version) });
  if (changed.status !== 200) throw new Error(`rename: ${changed.status} ${JSON.stringify(changed.body)}`);
}

/** A key that reads the field of one team and nothing else; keys have no endpoint yet. */
async function giveKey(app: TestApp, companyId: string, unitId: string): Promise<{ key: string; id: string }> {
  const key = 'a key of a program for tests';
  const id = newId(app.clock.now());
  await app.sql(
    `insert into service_key (company_id, id, name, digest, unit_id, capabilities, created_at)
     values ($1, $2, 'reader', $3, $4, '{customers.read,boards.read}', now())`,
    [companyId, id, createHash('sha256').update(key).digest('hex'), unitId],
  );
  return { key, id };
}

/** Headers under which a role is known; nothing for who is not. */
export function credentials(cast: Cast, role: Role): Record<string, string> {
  if (role === 'anonymous') return {};
  if (role === 'service') return { authorization: `Bearer ${cast.serviceKey}` };
  return { cookie: memberOf(cast, role).client.cookie };
}

export function memberOf(cast: Cast, role: Exclude<Role, 'anonymous' | 'service'>): Member {
  return role === 'leaver' ? cast.leaver : cast.members[role];
}

/** The company and person that the security log must name for a denied call. */
export function suspectOf(cast: Cast, role: Role): { companyId: string; personId: string | null } {
  if (role === 'anonymous' || role === 'leaver') return { companyId: nilId, personId: null };
  if (role === 'service') return { companyId: cast.admin.companyId, personId: cast.serviceId };
  const { companyId, personId } = memberOf(cast, role);
  return { companyId, personId };
}

export { addPerson, password };
