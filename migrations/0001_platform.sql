-- The floor everything stands on. Every table carries company_id first in its keys, so the schema spreads over machines by company.
-- The append-only tables (audit, security, events) are partitioned by month over UUIDv7 ids made by the server; partitions are added by
-- `kejing migrate`, and a default partition takes what lies outside them.

create table company (
  company_id uuid primary key,
  code text not null unique,
  name text not null,
  region text not null,
  time_zone text not null,
  language text not null,
  date_style text not null,
  currency text not null,
  created_at timestamptz not null,
  version integer not null default 1
);

-- Who did what, field by field. The application's role may add and read, never change.
create table audit_entry (
  company_id uuid not null references company,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  person_id uuid not null,
  acting_for uuid,
  command text not null,
  command_version integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  unit_id uuid,
  changes jsonb not null,
  reason text,
  request_id text not null,
  primary key (company_id, id)
) partition by range (id);
create table audit_entry_rest partition of audit_entry default;
create index audit_entry_subject on audit_entry (company_id, subject_kind, subject_id, id);

-- Denials and sign-ins. company_id is the nil UUID while nobody is known.
create table security_event (
  company_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  person_id uuid,
  address text,
  request_id text not null,
  detail jsonb not null,
  primary key (company_id, id)
) partition by range (id);
create table security_event_rest partition of security_event default;

-- The outbox of domain events: screens, workers and later webhooks are woken from here.
create table domain_event (
  company_id uuid not null references company,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  version integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  unit_id uuid,
  person_id uuid,
  payload jsonb not null,
  primary key (company_id, id)
) partition by range (id);
create table domain_event_rest partition of domain_event default;
create index domain_event_order on domain_event (id);

-- One row per command sent with a key: the same key and body get the same answer.
create table idempotency (
  company_id uuid not null references company,
  person_id uuid not null,
  key text not null,
  command text not null,
  digest text not null,
  status integer,
  answer jsonb,
  at timestamptz not null,
  primary key (company_id, person_id, key)
);
create index idempotency_age on idempotency (company_id, at);

-- Dictionaries of a company (industry, source, tags, reasons, forms' choices) with labels in three languages.
create table code (
  company_id uuid not null references company,
  list text not null,
  code text not null,
  label_hant text not null,
  label_hans text not null,
  label_en text not null,
  place integer not null default 0,
  retired_at timestamptz,
  version integer not null default 1,
  primary key (company_id, list, code)
);
