import { addDays, type Day } from '#platform/shared/day.ts';
import { readPhone } from '#platform/shared/region/phone.ts';
import { regionOf } from '#platform/shared/region/regions.ts';
import { foldName } from '#platform/shared/text/fold.ts';
import { instantAt } from '#platform/server/clock.ts';
import { openAccount } from '#modules/identity/public.ts';
import { administrator, companyName, password, people, type PersonSpec, signIns, units } from './cast.ts';
import { dice } from './dice.ts';
import { mobile } from './names.ts';
import { insertRows } from './rows.ts';
import { founding, type Person, type Scene } from './scene.ts';
import { zone } from './moment.ts';

export interface Organisation {
  units: ReadonlyMap<string, string>;
  people: readonly Person[];
  admin: Person;
  person(name: string): Person;
  in(unit: string): readonly Person[];
}

/** Units, outlets, the working calendar, everybody with employment and posting, and accounts for those who sign in. */
export async function layOrganisation(
  scene: Scene,
  founded: { rootUnitId: string; personId: string },
): Promise<Organisation> {
  const opened = addDays(scene.moment.past[0] ?? scene.moment.today, -1400);
  const placed = await layUnits(scene, founded.rootUnitId, opened);
  await layOutlets(scene, placed);
  await layCalendar(scene);
  const everybody = await layPeople(scene, placed);
  const admin: Person = {
    ...{ id: founded.personId, name: administrator.name, unitId: founded.rootUnitId, unitName: companyName },
    ...{ position: 'administrator', leads: false, from: opened },
  };
  await openAccounts(scene, everybody);
  const byName = new Map(everybody.map((person) => [person.name, person]));
  return {
    units: placed,
    people: everybody,
    admin,
    person(name) {
      const person = byName.get(name);
      if (person === undefined) throw new RangeError(`nobody is called ${name}`);
      return person;
    },
    in: (unit) => everybody.filter((person) => person.unitName === unit),
  };
}

async function layUnits(scene: Scene, rootId: string, opened: Day): Promise<Map<string, string>> {
  const at = scene.moment.at(opened, 540);
  const placed = new Map([[companyName, rootId]]);
  for (const { name } of units) placed.set(name, scene.id(at));
  const idOf = (name: string): string => placed.get(name) ?? '';
  const above = new Map(units.map(({ name, under }) => [name, under ?? companyName]));
  await insertRows(
    scene,
    'unit',
    { id: 'uuid', kind: 'text', name: 'text', opened_day: 'date' },
    units.map(({ name, kind }) => [idOf(name), kind, name, opened]),
  );
  await insertRows(
    scene,
    'unit_edge',
    { id: 'uuid', unit_id: 'uuid', parent_id: 'uuid', from_day: 'date' },
    units.map(({ name }) => [scene.id(at), idOf(name), idOf(above.get(name) ?? ''), opened]),
  );
  const paths = units.flatMap(({ name }) => {
    const ways = [];
    let ancestor: string | undefined = name;
    for (let depth = 0; ancestor !== undefined; depth += 1) {
      ways.push([scene.id(at), idOf(ancestor), idOf(name), depth, opened]);
      ancestor = above.get(ancestor);
    }
    return ways;
  });
  const pathColumns = { id: 'uuid', ancestor_id: 'uuid', descendant_id: 'uuid', depth: 'int', from_day: 'date' };
  await insertRows(scene, 'unit_path', pathColumns, paths);
  return placed;
}

async function layOutlets(scene: Scene, placed: ReadonlyMap<string, string>): Promise<void> {
  await insertRows(
    scene,
    'outlet',
    { unit_id: 'uuid', address: 'text', time_zone: 'text', opens: 'time', closes: 'time' },
    units.flatMap(({ name, outlet }) =>
      outlet === undefined ? [] : [[placed.get(name) ?? '', outlet.address, zone, outlet.opens, outlet.closes]],
    ),
  );
}

async function layCalendar(scene: Scene): Promise<void> {
  const { id } = await scene.ctx.db
    .selectFrom('working_calendar')
    .select('id')
    .where('company_id', '=', scene.companyId)
    .where('main', '=', true)
    .executeTakeFirstOrThrow();
  await insertRows(
    scene,
    'working_calendar_day',
    { calendar_id: 'uuid', day: 'date', works: 'boolean', name: 'text' },
    scene.moment.calendar.map(({ day, works, name }) => [id, day, works, name]),
  );
}

async function layPeople(scene: Scene, placed: ReadonlyMap<string, string>): Promise<Person[]> {
  const chance = dice('people');
  const region = regionOf('taiwan');
  const { moment } = scene;
  const beginning = (spec: PersonSpec): Day =>
    spec.newFor === null
      ? addDays(moment.past[0] ?? moment.today, -chance.int(120, 1300))
      : (moment.past.at(-spec.newFor) ?? moment.today);
  const rows = people.map((spec, index) => {
    const from = beginning(spec);
    const phone = mobile(chance);
    const [at, unitId] = [moment.at(from, 540), placed.get(spec.unit) ?? ''];
    return { spec, from, phone, at, unitId, id: scene.id(at), number: `K${String(index + 2).padStart(4, '0')}` };
  });
  const personColumns = { id: 'uuid', name: 'text', name_folded: 'text', phone: 'text', phone_e164: 'text' };
  await insertRows(
    scene,
    'person',
    { ...personColumns, email: 'text', created_at: 'timestamptz' },
    rows.map(({ id, spec, phone, number, at }) => [
      ...[id, spec.name, foldName(spec.name), phone, readPhone(phone, region).e164],
      ...[`${number.toLowerCase()}@kejing.example.com`, instantAt(at)],
    ]),
  );
  await insertRows(
    scene,
    'employment',
    { id: 'uuid', person_id: 'uuid', kind: 'text', number: 'text', from_day: 'date' },
    rows.map(({ id, spec, number, from, at }) => [scene.id(at), id, spec.employment, number, from]),
  );
  const postingColumns = { id: 'uuid', person_id: 'uuid', unit_id: 'uuid', position: 'text' };
  await insertRows(
    scene,
    'posting',
    { ...postingColumns, leads: 'boolean', from_day: 'date' },
    rows.map(({ id, spec, unitId, from, at }) => [scene.id(at), id, unitId, spec.position, spec.leads, from]),
  );
  return rows.map(({ id, spec, unitId, from }) => ({
    ...{ id, name: spec.name, unitId, unitName: spec.unit, position: spec.position, leads: spec.leads },
    from: spec.newFor === null ? (moment.past[0] ?? from) : from,
  }));
}

async function openAccounts(scene: Scene, everybody: readonly Person[]): Promise<void> {
  const ctx = founding(scene, scene.moment.at(scene.moment.past[0] ?? scene.moment.today, 8 * 60));
  for (const { userName } of signIns) {
    const person = everybody.find(({ name }) => name === userName);
    if (person !== undefined) await openAccount(ctx, { personId: person.id, name: person.name, userName, password });
  }
}
