import { instantAt } from '#platform/server/clock.ts';
import { insertRows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Book } from './story.ts';

const orNull = (at: number | null | undefined): string | null => (at == null ? null : instantAt(at));

/** Next steps, each with how it ended. */
export async function writeSteps(scene: Scene, { steps }: Book): Promise<void> {
  const what = { id: 'uuid', customer_id: 'uuid', contact_id: 'uuid', kind: 'text', day: 'date', note: 'text' };
  const whose = { owner_id: 'uuid', unit_id: 'uuid', source_kind: 'text', source_id: 'uuid' };
  const made = { made_at: 'timestamptz', made_by: 'uuid' };
  const done = { done_at: 'timestamptz', done_by: 'uuid', outcome: 'text', outcome_note: 'text' };
  const dropped = { dropped_at: 'timestamptz', dropped_by: 'uuid', drop_reason: 'text', quiet_until: 'date' };
  await insertRows(
    scene,
    'follow_up',
    { ...what, ...whose, ...made, ...done, ...dropped, version: 'int' },
    steps.map((step) => {
      const { account, source } = step;
      const { owner } = account;
      const callee = step.kind === 'call' ? (account.contacts.at(0)?.id ?? null) : null;
      return [
        ...[step.id, account.id, callee, step.kind, step.day, step.note, owner.id, owner.unitId],
        ...[source.kind, source.id, instantAt(step.madeAt), owner.id],
        ...[orNull(step.done?.at), step.done === null ? null : owner.id, step.done?.outcome ?? null],
        ...[step.done?.note || null, orNull(step.dropped?.at), step.dropped === null ? null : owner.id],
        ...[step.dropped?.reason ?? null, step.dropped?.quietUntil ?? null],
        step.done === null && step.dropped === null ? 1 : 2,
      ];
    }),
  );
}

/** The lists of the days, their lines, and the visits that came of them. */
export async function writePlans(scene: Scene, { plans }: Book): Promise<void> {
  const whose = { id: 'uuid', person_id: 'uuid', unit_id: 'uuid', day: 'date', visit_aim: 'int' };
  const signed = { submitted_at: 'timestamptz', confirmed_at: 'timestamptz', confirmed_by: 'uuid', note: 'text' };
  await insertRows(
    scene,
    'day_plan',
    { ...whose, ...signed, version: 'int' },
    plans.map((plan) => [
      ...[plan.id, plan.person.id, plan.person.unitId, plan.day, plan.aim],
      ...[orNull(plan.submittedAt), orNull(plan.confirmed?.at), plan.confirmed?.by.id ?? null],
      plan.confirmed?.note ?? null,
      1 + (plan.submittedAt === null ? 0 : 1) + (plan.confirmed === null ? 0 : 1),
    ]),
  );
  const line = { plan_id: 'uuid', customer_id: 'uuid', place: 'int', way: 'text', follow_up_id: 'uuid' };
  const why = { reason_code: 'text', reason_params: 'jsonb', planned_time: 'time', visit_id: 'uuid' };
  await insertRows(
    scene,
    'day_plan_line',
    { ...line, ...why, visit_made: 'boolean', added_by: 'uuid', added_at: 'timestamptz' },
    plans.flatMap((plan) =>
      plan.lines.map((one, place) => [
        ...[plan.id, one.customerId, place, one.way, one.followUpId, one.reason.code],
        ...[JSON.stringify(one.reason.params), one.plannedTime, one.visit?.id ?? null, one.visit !== null],
        ...[plan.person.id, instantAt(plan.madeAt)],
      ]),
    ),
  );
}

/** The dated states that customers moved to. */
export async function writeTurns(scene: Scene, { turns }: Book): Promise<void> {
  await insertRows(
    scene,
    'customer_lifecycle',
    { id: 'uuid', customer_id: 'uuid', lifecycle: 'text', at: 'timestamptz', by_id: 'uuid' },
    turns.map(({ account, to, at }) => [scene.id(at), account.id, to, instantAt(at), account.owner.id]),
  );
}

export async function writeAims(scene: Scene, { aims }: Book): Promise<void> {
  const what = {
    id: 'uuid',
    measure: 'text',
    person_id: 'uuid',
    grain: 'text',
    period_start: 'date',
    amount: 'numeric',
  };
  await insertRows(
    scene,
    'target',
    { ...what, set_by: 'uuid', set_at: 'timestamptz', mandatory: 'boolean' },
    aims.map((aim) => [
      ...[scene.id(aim.at), aim.measure, aim.person.id, aim.grain, aim.start, aim.amount],
      ...[aim.by.id, instantAt(aim.at), aim.mandatory],
    ]),
  );
}
