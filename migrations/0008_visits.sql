-- A visit is a plan and the dated, signed rows of what became of it; its state follows from which of them are there.

create table visit (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  kind text not null,
  -- Null for a visit that nobody had planned.
  planned_day date,
  planned_at timestamptz,
  -- The business day it belongs to: of the check-in, before that the planned one.
  day date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, person_id) references person (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id)
);
create index visit_person on visit (company_id, person_id, day);
create index visit_unit on visit (company_id, unit_id, day);
create index visit_customer on visit (company_id, customer_id, day desc, id desc);

-- Who walks along on a joint visit.
create table visit_companion (
  company_id uuid not null references company,
  visit_id uuid not null,
  person_id uuid not null,
  primary key (company_id, visit_id, person_id),
  foreign key (company_id, visit_id) references visit (company_id, id),
  foreign key (company_id, person_id) references person (company_id, id)
);
create index visit_companion_person on visit_companion (company_id, person_id, visit_id);

create table visit_check_in (
  company_id uuid not null references company,
  visit_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  by_person uuid not null,
  -- True where a report came without one: it stands for the moment of the report.
  implied boolean not null default false,
  lat double precision,
  lng double precision,
  accuracy_m double precision,
  distance_m double precision,
  doubts jsonb not null,
  primary key (company_id, visit_id),
  foreign key (company_id, visit_id) references visit (company_id, id)
);

create table visit_report (
  company_id uuid not null references company,
  visit_id uuid not null,
  form_id uuid not null,
  answers jsonb not null,
  outcome text not null,
  intent integer,
  head_count integer,
  sentence text,
  recorded_at timestamptz not null,
  changed_at timestamptz,
  by_person uuid not null,
  version integer not null default 1,
  primary key (company_id, visit_id),
  foreign key (company_id, visit_id) references visit (company_id, id),
  foreign key (company_id, form_id) references form (company_id, id)
);

create table visit_check_out (
  company_id uuid not null references company,
  visit_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  by_person uuid not null,
  primary key (company_id, visit_id),
  foreign key (company_id, visit_id) references visit (company_id, id)
);

create table visit_cancellation (
  company_id uuid not null references company,
  visit_id uuid not null,
  recorded_at timestamptz not null,
  by_person uuid not null,
  reason text not null,
  primary key (company_id, visit_id),
  foreign key (company_id, visit_id) references visit (company_id, id)
);
