-- Forms as data (O8): versioned definitions, so that an old report is read with the form it was written on.

create table form (
  company_id uuid not null references company,
  id uuid not null,
  kind text not null,
  code text not null,
  version integer not null,
  definition jsonb not null,
  active_from timestamptz not null,
  retired_at timestamptz,
  primary key (company_id, id),
  unique (company_id, kind, code, version)
);
