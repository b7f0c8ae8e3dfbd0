-- Two records of one customer become one: whatever comes later under the id that is gone lands on the one that stays.

create table customer_alias (
  company_id uuid not null references company,
  -- The customer that is gone; archived, and in no list any more.
  id uuid not null,
  into_id uuid not null,
  at timestamptz not null,
  by_person uuid not null,
  reason text,
  primary key (company_id, id),
  foreign key (company_id, id) references customer (company_id, id),
  foreign key (company_id, into_id) references customer (company_id, id),
  check (id <> into_id)
);
create index customer_alias_into on customer_alias (company_id, into_id);

-- At which of the customer's versions each field was last changed, so that two people who change different fields do not collide.
alter table customer add column field_versions jsonb not null default '{}';
