-- The two spines: the timeline (what happened with a customer) and the ledger of results (what it was worth).

create table timeline_entry (
  company_id uuid not null references company,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  business_day date not null,
  recorded_at timestamptz not null,
  late boolean not null default false,
  person_id uuid not null,
  unit_id uuid,
  source_kind text not null,
  source_id uuid not null,
  detail jsonb not null,
  primary key (company_id, id)
) partition by range (id);
create table timeline_entry_rest partition of timeline_entry default;
create index timeline_entry_subject on timeline_entry (company_id, subject_kind, subject_id, occurred_at desc, id desc);

-- A named quantity that is counted: flow sums over days, stock never does, ratio is computed from others.
create table measure (
  company_id uuid not null references company,
  code text not null,
  kind text not null,
  money boolean not null default false,
  label_hant text not null,
  label_hans text not null,
  label_en text not null,
  place integer not null default 0,
  version integer not null default 1,
  primary key (company_id, code)
);

create table ledger_entry (
  company_id uuid not null references company,
  id uuid not null,
  measure text not null,
  person_id uuid,
  role text not null,
  share numeric(9, 6) not null,
  unit_id uuid not null,
  customer_id uuid,
  product_id uuid,
  deal_id uuid,
  campaign_id uuid,
  business_day date not null,
  quantity numeric(20, 6) not null,
  currency text,
  source_kind text not null,
  source_id text not null,
  source_version integer not null,
  line integer not null,
  reversal_of uuid,
  posted_at timestamptz not null,
  period date not null,
  late boolean not null default false,
  primary key (company_id, id)
) partition by range (id);
create table ledger_entry_rest partition of ledger_entry default;
create index ledger_entry_person on ledger_entry (company_id, person_id, business_day, measure);
create index ledger_entry_unit on ledger_entry (company_id, unit_id, business_day, measure);
create index ledger_entry_customer on ledger_entry (company_id, customer_id, business_day) where customer_id is not null;
create index ledger_entry_source on ledger_entry (company_id, source_kind, source_id);

-- A partitioned table cannot keep this key itself: one entry per source, its version, measure and line.
create table ledger_source (
  company_id uuid not null references company,
  source_kind text not null,
  source_id text not null,
  source_version integer not null,
  measure text not null,
  line integer not null,
  entry_id uuid not null,
  primary key (company_id, source_kind, source_id, source_version, measure, line)
);

-- The one home of closed periods: what arrives late for a closed month is booked in the open one, with its true day kept.
create table period_closing (
  company_id uuid not null references company,
  unit_id uuid not null,
  period date not null,
  closed_at timestamptz not null,
  closed_by uuid not null,
  primary key (company_id, unit_id, period),
  foreign key (company_id, unit_id) references unit (company_id, id)
);
