-- The day's aim as a row (T11), and tomorrow's list (O11): proposed, edited by the seller, confirmed by who leads him.

create table target (
  company_id uuid not null references company,
  id uuid not null,
  measure text not null,
  -- One of the two: whose aim it is.
  person_id uuid,
  unit_id uuid,
  grain text not null,
  period_start date not null,
  amount numeric(20, 6) not null,
  set_by uuid not null,
  set_at timestamptz not null,
  -- Set by who leads; stands beside the person's own aim, never in its place.
  mandatory boolean not null default false,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, measure) references measure (company_id, code),
  foreign key (company_id, person_id) references person (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id),
  check ((person_id is null) <> (unit_id is null))
);
create unique index target_person on target (company_id, person_id, period_start, grain, measure, mandatory) where person_id is not null;
create unique index target_unit on target (company_id, unit_id, period_start, grain, measure, mandatory) where unit_id is not null;

create table day_plan (
  company_id uuid not null references company,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  day date not null,
  -- How many visits the day is to have.
  visit_aim integer not null,
  submitted_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by uuid,
  -- What the lead says about it.
  note text,
  version integer not null default 1,
  primary key (company_id, id),
  unique (company_id, person_id, day),
  foreign key (company_id, person_id) references person (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id)
);
create index day_plan_unit on day_plan (company_id, unit_id, day);

create table day_plan_line (
  company_id uuid not null references company,
  plan_id uuid not null,
  customer_id uuid not null,
  place integer not null,
  -- To be visited, or only called.
  way text not null,
  follow_up_id uuid,
  reason_code text not null,
  reason_params jsonb not null,
  planned_time time,
  visit_id uuid,
  -- The visit came into being with the list's confirmation, and falls away with it.
  visit_made boolean not null default false,
  added_by uuid not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (company_id, plan_id, customer_id),
  foreign key (company_id, plan_id) references day_plan (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, follow_up_id) references follow_up (company_id, id),
  foreign key (company_id, visit_id) references visit (company_id, id)
);
