-- The dated next step with a customer (O12). One is open per customer and owner; the soonest of a customer's open ones stands on the
-- customer. How it ended is dated and signed, and can be taken back on the same day.

create table follow_up (
  company_id uuid not null references company,
  id uuid not null,
  customer_id uuid not null,
  contact_id uuid,
  kind text not null,
  day date not null,
  note text not null default '',
  owner_id uuid not null,
  unit_id uuid not null,
  -- What it came from: a visit's report, an earlier next step, or the person himself.
  source_kind text not null,
  source_id uuid not null,
  made_at timestamptz not null,
  made_by uuid not null,
  done_at timestamptz,
  done_by uuid,
  outcome text,
  outcome_note text,
  dropped_at timestamptz,
  dropped_by uuid,
  drop_reason text,
  -- Until when the customer is left alone; null: for good.
  quiet_until date,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references customer (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id),
  foreign key (company_id, owner_id) references person (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id)
);
create unique index follow_up_open on follow_up (company_id, customer_id, owner_id) where done_at is null and dropped_at is null;
create index follow_up_due on follow_up (company_id, owner_id, day, id) where done_at is null and dropped_at is null;
create index follow_up_customer on follow_up (company_id, customer_id, day, id);
create index follow_up_source on follow_up (company_id, source_kind, source_id);
