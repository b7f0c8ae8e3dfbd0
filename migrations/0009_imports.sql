-- Lists that people bring (O16): the file, how its columns are read, and the verdict of every row.

create table import_file (
  company_id uuid not null references company,
  id uuid not null,
  -- What the rows are: customers, people.
  kind text not null,
  person_id uuid not null,
  file_name text not null,
  bytes bigint not null,
  table_kind text not null,
  encoding text,
  encoding_doubtful boolean not null default false,
  delimiter text,
  sheets text[] not null,
  sheet text,
  header_row integer not null,
  headers text[] not null,
  sample jsonb not null,
  -- Field key to {column, confidence}.
  mapping jsonb not null,
  options jsonb not null,
  -- uploaded, rehearsing, rehearsed, running, done, cancelled, broken.
  state text not null,
  -- Each rehearsal and each run is a pass; only the last one's rows are kept.
  pass integer not null default 0,
  -- Who works at it now, and until when that is believed without word from him.
  token uuid,
  lease_until timestamptz,
  -- Rows of the pass that are decided, and how many there are once a pass has seen them all.
  done integer not null default 0,
  total integer,
  created integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  doubtful integer not null default 0,
  problem jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, person_id) references person (company_id, id)
);
create index import_file_person on import_file (company_id, person_id, created_at desc, id);

-- The file itself in pieces, so that any node can go on with it; taken away after some days.
create table import_chunk (
  company_id uuid not null references company,
  import_id uuid not null,
  place integer not null,
  content bytea not null,
  primary key (company_id, import_id, place),
  foreign key (company_id, import_id) references import_file (company_id, id)
);

create table import_row (
  company_id uuid not null references company,
  import_id uuid not null,
  pass integer not null,
  -- The record's number below the header, from 1; `line` is where it begins in the file.
  place integer not null,
  line integer not null,
  verdict text not null,
  subject_id uuid,
  label text not null,
  -- {reasons, notes, candidates}, where there are any.
  detail jsonb,
  -- The row as it stood in the file, for those that were not written.
  cells text[],
  primary key (company_id, import_id, pass, place),
  foreign key (company_id, import_id) references import_file (company_id, id)
);
create index import_row_verdict on import_row (company_id, import_id, pass, verdict, place);
