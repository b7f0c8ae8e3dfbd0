import { instantAt } from '#platform/server/clock.ts';
import type { FormDefinition } from '#modules/forms/contract.ts';
import { withoutEmpty } from '#modules/forms/rules.ts';
import { doubtsOf, formFor, gistOf, metresBetween } from '#modules/visits/rules.ts';
import { insertRows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Report, Visit } from './story.ts';

/** The forms of the company by their code. */
export type Forms = ReadonlyMap<string, { id: string; definition: FormDefinition }>;

export async function formsOf(scene: Scene): Promise<Forms> {
  const rows = await scene.ctx.db
    .selectFrom('form')
    .select(['id', 'code', 'definition'])
    .where('company_id', '=', scene.companyId)
    .execute();
  return new Map(rows.map(({ id, code, definition }) => [code, { id, definition: definition as FormDefinition }]));
}

const orNull = (at: number | null): string | null => (at === null ? null : instantAt(at));

/** Each of the dated rows has raised it by one. */
const versionOf = (visit: Visit): number =>
  1 + [visit.checkIn, visit.report, visit.checkOut, visit.cancelled].filter((row) => row !== null).length;

export async function writeVisits(scene: Scene, visits: readonly Visit[], forms: Forms): Promise<void> {
  const visitColumns = { id: 'uuid', customer_id: 'uuid', person_id: 'uuid', unit_id: 'uuid', kind: 'text' };
  const dated = { planned_day: 'date', planned_at: 'timestamptz', day: 'date', created_at: 'timestamptz' };
  await insertRows(
    scene,
    'visit',
    { ...visitColumns, ...dated, created_by: 'uuid', version: 'int' },
    visits.map((visit) => [
      ...[visit.id, visit.account.id, visit.person.id, visit.person.unitId, visit.kind],
      ...[visit.plannedDay, orNull(visit.plannedAt), visit.day, instantAt(visit.createdAt)],
      ...[visit.createdBy.id, versionOf(visit)],
    ]),
  );
  await insertRows(
    scene,
    'visit_companion',
    { visit_id: 'uuid', person_id: 'uuid' },
    visits.flatMap((visit) => visit.companions.map((person) => [visit.id, person.id])),
  );
  await writeCheckIns(scene, visits);
  await writeReports(scene, visits, forms);
  const signed = { occurred_at: 'timestamptz', recorded_at: 'timestamptz', by_person: 'uuid' };
  await insertRows(
    scene,
    'visit_check_out',
    { visit_id: 'uuid', ...signed },
    visits.flatMap(({ id, checkOut, person }) =>
      checkOut === null ? [] : [[id, instantAt(checkOut.at), instantAt(checkOut.recordedAt), person.id]],
    ),
  );
  await insertRows(
    scene,
    'visit_cancellation',
    { visit_id: 'uuid', recorded_at: 'timestamptz', by_person: 'uuid', reason: 'text' },
    visits.flatMap(({ id, cancelled, person }) =>
      cancelled === null ? [] : [[id, instantAt(cancelled.at), person.id, cancelled.reason]],
    ),
  );
}

async function writeCheckIns(scene: Scene, visits: readonly Visit[]): Promise<void> {
  const signed = { occurred_at: 'timestamptz', recorded_at: 'timestamptz', by_person: 'uuid' };
  const place = { lat: 'float8', lng: 'float8', accuracy_m: 'float8', distance_m: 'float8' };
  await insertRows(
    scene,
    'visit_check_in',
    { visit_id: 'uuid', ...signed, ...place, doubts: 'jsonb' },
    visits.flatMap(({ id, checkIn, person, account }) => {
      if (checkIn === null) return [];
      const { at, recordedAt, position } = checkIn;
      const distance =
        position === null || account.door === null ? null : Math.round(metresBetween(position, account.door));
      const accuracy = position?.accuracy ?? null;
      const doubts = doubtsOf({ occurredAt: at, recordedAt, accuracy, distance, implied: false });
      return [
        [
          ...[id, instantAt(at), instantAt(recordedAt), person.id],
          ...[position?.lat ?? null, position?.lng ?? null, accuracy, distance, JSON.stringify(doubts)],
        ],
      ];
    }),
  );
}

async function writeReports(scene: Scene, visits: readonly Visit[], forms: Forms): Promise<void> {
  const said = { answers: 'jsonb', outcome: 'text', intent: 'int', head_count: 'int', sentence: 'text' };
  await insertRows(
    scene,
    'visit_report',
    { visit_id: 'uuid', form_id: 'uuid', ...said, recorded_at: 'timestamptz', by_person: 'uuid' },
    visits.flatMap(({ id, account, person, report }) => {
      if (report === null) return [];
      const form = forms.get(formFor(account.kind));
      if (form === undefined) throw new RangeError(`no form for ${account.kind}`);
      const answers = withoutEmpty(form.definition, report.answers);
      const { intent, headCount, sentence } = gist(report);
      return [
        [
          ...[id, form.id, JSON.stringify(answers), report.outcome, intent, headCount, sentence],
          ...[instantAt(report.at), person.id],
        ],
      ];
    }),
  );
}

export const gist = (report: Report): ReturnType<typeof gistOf> => gistOf(report.answers);
