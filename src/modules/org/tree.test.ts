import { expect, it } from 'vitest';
import { addDays, daysBetween } from '#platform/shared/day.ts';
import { testApp } from '../../../test/harness/app.ts';
import { makeUnit } from './testing.ts';

const seed = Number(process.env['TREE_SEED'] ?? Date.now() % 100_000);
const app = await testApp();
const admin = await app.company();
const stranger = await app.company('另一家', 'mainland');

/** Mulberry32: the same seed, the same moves. */
function randomFrom(start: number) {
  let state = start;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

interface Edge extends Record<string, unknown> {
  unit_id: string;
  parent_id: string;
  from_day: string;
  to_day: string | null;
}
interface Path extends Record<string, unknown> {
  ancestor_id: string;
  descendant_id: string;
  depth: number;
  from_day: string;
  to_day: string | null;
}

const first = '2026-03-01';
const last = '2026-06-30';
const stands = (row: { from_day: string; to_day: string | null }, day: string): boolean =>
  row.from_day <= day && (row.to_day === null || day < row.to_day);

/** Every unit's way up as the edges of a day tell it: 'ancestor > descendant @ depth'. */
function closureOf(units: readonly string[], edges: readonly Edge[], day: string): string[] {
  const parents = new Map(edges.filter((edge) => stands(edge, day)).map((edge) => [edge.unit_id, edge.parent_id]));
  return units
    .flatMap((unit) => {
      const lines: string[] = [];
      let depth = 0;
      for (let up: string | undefined = unit; up !== undefined; up = parents.get(up)) {
        if (depth > units.length) throw new Error(`a circle above ${unit} on ${day}`);
        lines.push(`${up} > ${unit} @ ${depth}`);
        depth += 1;
      }
      return lines;
    })
    .toSorted();
}

it(`S7 keeps the closure of every day equal to the tree of its edges through random moves (TREE_SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  const units = [admin.rootUnitId];
  const root = stranger.rootUnitId;
  await makeUnit(stranger, { parentId: root, fromDay: first });
  for (let index = 0; index < 12; index += 1)
    units.push(
      await makeUnit(admin, { name: `隊${index}`, parentId: units[random(units.length)] ?? '', fromDay: first }),
    );
  const days = daysBetween(first, last);
  const statuses: Record<number, number> = {};
  for (let step = 0; step < 60; step += 1) {
    const id = units[1 + random(units.length - 1)];
    const parentId = units[random(units.length)];
    const fromDay = addDays(first, random(days));
    const { status } = await admin.send('POST', `/units/${id}/moves`, { parentId, fromDay });
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  expect(Object.keys(statuses).toSorted(), 'moves are made, or refused as circles').toEqual(['201', '422']);
  const values = [admin.companyId];
  const text = 'from_day::text, to_day::text from';
  const edges = await app.sql<Edge>(`select unit_id, parent_id, ${text} unit_edge where company_id = $1`, values);
  const paths = await app.sql<Path>(
    `select ancestor_id, descendant_id, depth, ${text} unit_path where company_id = $1`,
    values,
  );
  expect(edges.length).toBeGreaterThan(units.length);
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const kept = paths
      .filter((path) => stands(path, day))
      .map((path) => `${path.ancestor_id} > ${path.descendant_id} @ ${path.depth}`)
      .toSorted();
    expect(kept, day).toEqual(closureOf(units, edges, day));
  }
});
