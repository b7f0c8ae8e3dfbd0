-- The organisation: units with dated edges, people apart from employments, postings and sign-ins (S7).

create table unit (
  company_id uuid not null references company,
  id uuid not null,
  kind text not null,
  name text not null,
  opened_day date not null,
  closed_day date,
  version integer not null default 1,
  primary key (company_id, id)
);

-- The tree as it stood on any day: [from_day, to_day).
create table unit_edge (
  company_id uuid not null references company,
  id uuid not null,
  unit_id uuid not null,
  parent_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id),
  foreign key (company_id, parent_id) references unit (company_id, id)
);
create unique index unit_edge_open on unit_edge (company_id, unit_id) where to_day is null;

-- The closure of the edges, dated like them; each unit is its own ancestor at depth 0.
create table unit_path (
  company_id uuid not null references company,
  id uuid not null,
  ancestor_id uuid not null,
  descendant_id uuid not null,
  depth integer not null,
  from_day date not null,
  to_day date,
  primary key (company_id, id),
  foreign key (company_id, ancestor_id) references unit (company_id, id),
  foreign key (company_id, descendant_id) references unit (company_id, id)
);
create index unit_path_down on unit_path (company_id, ancestor_id, from_day);
create index unit_path_up on unit_path (company_id, descendant_id, from_day);

create table working_calendar (
  company_id uuid not null references company,
  id uuid not null,
  name text not null,
  region text not null,
  -- The one for outlets that name none.
  main boolean not null default false,
  version integer not null default 1,
  primary key (company_id, id)
);
create unique index working_calendar_main on working_calendar (company_id) where main;

-- Days that differ from the week's pattern (public holidays, make-up working days), and holidays with a name.
create table working_calendar_day (
  company_id uuid not null references company,
  calendar_id uuid not null,
  day date not null,
  works boolean not null,
  name text not null,
  primary key (company_id, calendar_id, day),
  foreign key (company_id, calendar_id) references working_calendar (company_id, id)
);

-- What a unit needs to be a place where people are posted.
create table outlet (
  company_id uuid not null references company,
  unit_id uuid not null,
  address text not null,
  time_zone text not null,
  opens time not null,
  closes time not null,
  calendar_id uuid,
  version integer not null default 1,
  primary key (company_id, unit_id),
  foreign key (company_id, unit_id) references unit (company_id, id),
  foreign key (company_id, calendar_id) references working_calendar (company_id, id)
);

create table person (
  company_id uuid not null references company,
  id uuid not null,
  name text not null,
  name_folded text not null,
  phone text,
  phone_e164 text,
  email text,
  language text,
  date_style text,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (company_id, id)
);
create index person_name on person (company_id, name_folded);

create table employment (
  company_id uuid not null references company,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  number text,
  from_day date not null,
  to_day date,
  leave_reason text,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, person_id) references person (company_id, id)
);
-- A leaver's number may be given again, and he may come back with it.
create unique index employment_number on employment (company_id, number) where number is not null and to_day is null;
create index employment_person on employment (company_id, person_id);

create table posting (
  company_id uuid not null references company,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  position text not null,
  leads boolean not null default false,
  main boolean not null default true,
  from_day date not null,
  to_day date,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, person_id) references person (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id)
);
create index posting_person on posting (company_id, person_id, from_day);
create index posting_unit on posting (company_id, unit_id, from_day);
