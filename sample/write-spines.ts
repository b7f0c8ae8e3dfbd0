// What the visits, steps and turns were worth and how they read: the ledger, the timeline and the audit, from the same story.
import { instantAt } from '#platform/server/clock.ts';
import { businessDay, type Day } from '#platform/shared/day.ts';
import { periodOf } from '#modules/ledger/rules.ts';
import { worthOf } from '#modules/visits/rules.ts';
import { zone } from './moment.ts';
import { insertRows } from './rows.ts';
import type { Person, Scene } from './scene.ts';
import type { Account, Book } from './story.ts';
import { gist } from './write-visits.ts';

/** A visit is written, then checked in, then reported: the version its worth is booked with. */
const reportedVersion = 3;

interface Entry {
  measure: string;
  person: Person;
  role: string;
  account: Account;
  day: Day;
  source: { kind: string; id: string; version: number };
  line: number;
  at: number;
}

function entriesOf(book: Book): Entry[] {
  const visits = book.visits.flatMap((visit) => {
    const { report, person, account, day } = visit;
    if (report === null) return [];
    return worthOf({ ...gist(report), outcome: report.outcome }).map(({ measure }, line) => ({
      ...{ measure, person, role: 'visitor', account, day, line, at: report.at },
      source: { kind: 'visit', id: visit.id, version: reportedVersion },
    }));
  });
  const won = book.turns.flatMap(({ account, to, at, day, version }) =>
    to === 'active'
      ? [
          {
            ...{ measure: 'customersWon', person: account.owner, role: 'developer', account, day, line: 0, at },
            source: { kind: 'customer', id: account.id, version },
          },
        ]
      : [],
  );
  return [...visits, ...won];
}

export async function writeLedger(scene: Scene, book: Book): Promise<number> {
  const entries = entriesOf(book).map((entry) => ({ ...entry, id: scene.id(entry.at) }));
  const source = { source_kind: 'text', source_id: 'text', source_version: 'int', measure: 'text', line: 'int' };
  await insertRows(
    scene,
    'ledger_source',
    { ...source, entry_id: 'uuid' },
    entries.map((entry) => [
      ...[entry.source.kind, entry.source.id, entry.source.version, entry.measure],
      ...[entry.line, entry.id],
    ]),
  );
  const whose = { person_id: 'uuid', role: 'text', share: 'numeric', unit_id: 'uuid', customer_id: 'uuid' };
  const when = { business_day: 'date', quantity: 'numeric', posted_at: 'timestamptz', period: 'date' };
  await insertRows(
    scene,
    'ledger_entry',
    { id: 'uuid', ...source, ...whose, ...when },
    entries.map((entry) => [
      ...[entry.id, entry.source.kind, entry.source.id, entry.source.version, entry.measure, entry.line],
      ...[entry.person.id, entry.role, 1, entry.person.unitId, entry.account.id],
      ...[entry.day, 1, instantAt(entry.at), periodOf(entry.day)],
    ]),
  );
  return entries.length;
}

interface Happening {
  account: Account;
  kind: string;
  person: Person;
  at: number;
  recordedAt?: number;
  source: { kind: string; id: string };
  detail: { [key: string]: unknown };
}

function happeningsOf(book: Book): Happening[] {
  const reports = book.visits.flatMap(({ id, account, person, report, checkIn }) => {
    if (report === null) return [];
    const { outcome, at } = report;
    const said = gist(report);
    return [
      {
        ...{ account, person, kind: 'visits.reported', at: checkIn?.at ?? at, recordedAt: at },
        source: { kind: 'visit', id },
        detail: { context: outcome, outcome, ...said, sentence: said.sentence ?? '' },
      },
    ];
  });
  const steps = book.steps.flatMap(({ id, account, kind, done, dropped }): Happening[] => {
    const told = { account, person: account.owner, source: { kind: 'followUp', id } };
    if (dropped !== null) {
      const { reason, at } = dropped;
      return [{ ...told, kind: 'followUp.dropped', at, detail: { kind, reason } }];
    }
    // What a visit or another step ended is told by that.
    if (done === null || done.outcome === 'visited' || done.outcome === 'replaced') return [];
    return [{ ...told, kind: 'followUp.done', at: done.at, detail: { kind, outcome: done.outcome, note: done.note } }];
  });
  const lives = book.turns.map(({ account, from, to, at }) => ({
    ...{ account, person: account.owner, at, kind: 'customers.lifecycleChanged' },
    ...{ source: { kind: 'customer', id: account.id }, detail: { from, to, reason: null } },
  }));
  const archived = book.accounts.flatMap((account) =>
    account.archived === null
      ? []
      : [
          {
            ...{ account, person: account.owner, at: account.archived.at, kind: 'customers.archived' },
            ...{ source: { kind: 'customer', id: account.id }, detail: { reason: account.archived.reason } },
          },
        ],
  );
  return [...reports, ...steps, ...lives, ...archived];
}

export async function writeTimeline(scene: Scene, book: Book): Promise<number> {
  const subject = { subject_kind: 'text', subject_id: 'uuid', kind: 'text' };
  const times = { occurred_at: 'timestamptz', business_day: 'date', recorded_at: 'timestamptz' };
  const whose = { person_id: 'uuid', unit_id: 'uuid', source_kind: 'text', source_id: 'uuid', detail: 'jsonb' };
  const rows = happeningsOf(book).map((one) => {
    const occurredAt = instantAt(one.at);
    const recordedAt = one.recordedAt ?? one.at;
    return [
      ...[scene.id(recordedAt), 'customer', one.account.id, one.kind],
      ...[occurredAt, businessDay(occurredAt, zone), instantAt(recordedAt)],
      ...[one.person.id, one.person.unitId, one.source.kind, one.source.id, JSON.stringify(one.detail)],
    ];
  });
  await insertRows(scene, 'timeline_entry', { id: 'uuid', ...subject, ...times, ...whose }, rows);
  return rows.length;
}

/** What the story itself signs; whoever was brought in through a module's door has been noted there. */
export function noteStory(scene: Scene, book: Book): void {
  const note = (by: Person, at: number, command: string, subject: { kind: string; id: string }, change: object): void =>
    void scene.audit.push({ by, at, command, note: { subject, unitId: by.unitId, changes: { ...change } } });
  for (const { id, account, person, day, kind, createdAt, createdBy, report } of book.visits) {
    const subject = { kind: 'visit', id };
    const command = createdBy === person ? 'visits.plan-visit' : 'plans.confirm-plan';
    note(createdBy, createdAt, command, subject, {
      ...{ customerId: { from: null, to: account.id }, personId: { from: null, to: person.id } },
      ...{ day: { from: null, to: day }, kind: { from: null, to: kind } },
    });
    if (report !== null)
      note(person, report.at, 'visits.report-visit', subject, { outcome: { from: null, to: report.outcome } });
  }
  for (const { id, account, day, kind, madeAt, dropped } of book.steps) {
    const subject = { kind: 'followUp', id };
    note(account.owner, madeAt, 'followUp.set-step', subject, {
      ...{ day: { from: null, to: day }, kind: { from: null, to: kind } },
    });
    if (dropped !== null)
      note(account.owner, dropped.at, 'followUp.drop-step', subject, {
        dropReason: { from: null, to: dropped.reason },
      });
  }
  for (const { account, from, to, at } of book.turns)
    note(
      account.owner,
      at,
      'customers.change-lifecycle',
      { kind: 'customer', id: account.id },
      { lifecycle: { from, to } },
    );
}

export async function writeAudit(scene: Scene): Promise<void> {
  const what = { command: 'text', command_version: 'int', subject_kind: 'text', subject_id: 'uuid', unit_id: 'uuid' };
  await insertRows(
    scene,
    'audit_entry',
    {
      id: 'uuid',
      at: 'timestamptz',
      actor_kind: 'text',
      person_id: 'uuid',
      ...what,
      changes: 'jsonb',
      request_id: 'text',
    },
    scene.audit.map(({ note, by, at, command }) => [
      ...[scene.id(at), instantAt(at), 'person', by.id, command, 1],
      ...[note.subject.kind, note.subject.id, note.unitId ?? null, JSON.stringify(note.changes), 'sample'],
    ]),
  );
}
