-- Files by what they hold: the bytes lie in the file store under their digest, what they are stands here. Rows are added and not changed.

create table file (
  company_id uuid not null references company,
  -- Made by the client.
  id uuid not null,
  -- SHA-256 of the bytes as they are kept, in hex: also where they lie.
  digest text not null,
  bytes bigint not null,
  media_type text not null,
  -- Of a picture, in pixels.
  width integer,
  height integer,
  thumbnail_digest text,
  thumbnail_bytes bigint,
  -- SHA-256 of what was sent: the same again is known by it.
  original_digest text not null,
  -- Which key it is enciphered with and in what envelope; null and 0: as it is.
  key_id text,
  envelope_version integer not null default 0,
  created_at timestamptz not null,
  by_person uuid not null,
  primary key (company_id, id)
);
-- Who else refers to the same bytes.
create index file_digest on file (company_id, digest);

create table visit_photo (
  company_id uuid not null references company,
  visit_id uuid not null,
  file_id uuid not null,
  -- By the phone's corrected clock.
  taken_at timestamptz not null,
  recorded_at timestamptz not null,
  by_person uuid not null,
  primary key (company_id, visit_id, file_id),
  unique (company_id, file_id),
  foreign key (company_id, visit_id) references visit (company_id, id),
  foreign key (company_id, file_id) references file (company_id, id)
);
