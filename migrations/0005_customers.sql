-- Customers (O2, O16, T1): who they are, how they are reached, who looks after them since when, and how they are found.

create table customer (
  company_id uuid not null references company,
  id uuid not null,
  kind text not null,
  name text not null,
  name_folded text not null,
  -- The name in the order of the company's region (strokes or pinyin), made by the application, so that no index depends on a library's version.
  name_sort text collate "C" not null,
  short_name text,
  tax_number text,
  -- Its key in another system, for imports that come again.
  external_id text,
  industry text,
  source text,
  lifecycle text not null,
  unit_id uuid not null,
  owner_id uuid,
  employees integer,
  website text,
  email text,
  founded_day date,
  -- In the company's currency.
  capital_minor bigint,
  next_step_day date,
  next_step_kind text,
  last_visit_at timestamptz,
  last_call_at timestamptz,
  last_activity_at timestamptz not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  archived_by uuid,
  archive_reason text,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id),
  foreign key (company_id, owner_id) references person (company_id, id)
);
-- Lists walk these in order: by unit for those who lead, by owner for sellers, by company for those who see nearly all of it.
create index customer_unit_recent on customer (company_id, unit_id, last_activity_at, id) where archived_at is null;
create index customer_unit_name on customer (company_id, unit_id, name_sort, id) where archived_at is null;
create index customer_unit_next on customer (company_id, unit_id, (coalesce(next_step_day, 'infinity'::date)), id) where archived_at is null;
create index customer_unit_created on customer (company_id, unit_id, created_at, id) where archived_at is null;
create index customer_owner_recent on customer (company_id, owner_id, last_activity_at, id) where archived_at is null;
create index customer_owner_next on customer (company_id, owner_id, (coalesce(next_step_day, 'infinity'::date)), id) where archived_at is null;
create index customer_recent on customer (company_id, last_activity_at, id) where archived_at is null;
create index customer_name on customer (company_id, name_sort, id) where archived_at is null;
create index customer_next on customer (company_id, (coalesce(next_step_day, 'infinity'::date)), id) where archived_at is null;
create index customer_created on customer (company_id, created_at, id) where archived_at is null;
create index customer_archived on customer (company_id, unit_id, archived_at) where archived_at is not null;
-- Duplicates.
create unique index customer_tax_number on customer (company_id, tax_number) where tax_number is not null and archived_at is null;
create unique index customer_external on customer (company_id, external_id) where external_id is not null;
create index customer_folded on customer (company_id, name_folded);

create table contact (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  name_folded text not null,
  part text not null,
  title text,
  phone_typed text,
  phone_e164 text,
  email text,
  left_day date,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index contact_customer on contact (company_id, customer_id);
create index contact_phone on contact (company_id, phone_e164) where phone_e164 is not null;

create table customer_phone (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  typed text not null,
  e164 text,
  extension text,
  kind text not null,
  place integer not null,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index customer_phone_customer on customer_phone (company_id, customer_id, place);
create index customer_phone_e164 on customer_phone (company_id, e164) where e164 is not null;

create table customer_address (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  typed text not null,
  folded text not null,
  lat double precision,
  lng double precision,
  kind text not null,
  place integer not null,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index customer_address_customer on customer_address (company_id, customer_id, place);
create index customer_address_folded on customer_address (company_id, folded);

-- Who looks after a customer: [from_day, to_day). The current owner stands on the customer too; nobody is legal.
create table customer_assignment (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  person_id uuid not null,
  role text not null,
  share numeric(9, 6) not null,
  from_day date not null,
  to_day date,
  reason text,
  assigned_at timestamptz not null,
  assigned_by uuid not null,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, person_id) references person (company_id, id)
);
create index customer_assignment_customer on customer_assignment (company_id, customer_id, from_day);
-- Owners are found through the customer itself; this is for who develops or serves beside them.
create index customer_assignment_helper on customer_assignment (company_id, person_id, customer_id) where to_day is null and role <> 'owner';

create table customer_lifecycle (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  lifecycle text not null,
  reason text,
  at timestamptz not null,
  by_id uuid not null,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index customer_lifecycle_customer on customer_lifecycle (company_id, customer_id, at);

create table customer_tag (
  company_id uuid not null references company,
  customer_id uuid not null,
  tag text not null,
  primary key (company_id, customer_id, tag),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index customer_tag_tag on customer_tag (company_id, tag, customer_id);

create table customer_note (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  text text not null,
  at timestamptz not null,
  by_id uuid not null,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index customer_note_customer on customer_note (company_id, customer_id, at);

-- What a customer has: a product with its tariff, contract and use; never a tag.
create table holding (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  product text not null,
  tariff text,
  quantity numeric(18, 6) not null default 1,
  from_day date,
  to_day date,
  contract_end date,
  usage jsonb not null,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
create index holding_customer on holding (company_id, customer_id);

-- Pieces of everything a customer is found by (platform/server/search), kept in the transaction that changes it. Apart from the customer
-- because `@>` is not leakproof and the arrays are long.
create table customer_search (
  company_id uuid not null references company,
  customer_id uuid not null,
  grams text[] not null,
  primary key (company_id, customer_id),
  foreign key (company_id, customer_id) references customer (company_id, id)
);
-- A short list of what waits to be sorted in: nobody's writing pays for many others', and searches read little of it unsorted.
create index customer_search_grams on customer_search using gin (grams) with (gin_pending_list_limit = 512);
alter table customer_search alter column grams set statistics 200;
