-- Sign-in. The auth_ tables are the sign-in library's own and stand outside tenancy; sign_in ties an account to a person of a company.

create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);

create table auth_session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth_user (id) on delete cascade
);
create index auth_session_user on auth_session ("userId");

create table auth_account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth_user (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index auth_account_user on auth_account ("userId");

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index auth_verification_identifier on auth_verification (identifier);

create table sign_in (
  company_id uuid not null references company,
  person_id uuid not null,
  user_name text not null,
  user_name_folded text not null,
  auth_user text not null,
  -- May lie ahead: the day a leaver leaves.
  disabled_at timestamptz,
  -- Set by somebody else, who therefore knows it.
  temporary_password boolean not null default false,
  version integer not null default 1,
  primary key (company_id, person_id),
  unique (company_id, user_name_folded),
  foreign key (company_id, person_id) references person (company_id, id)
);
create index sign_in_auth_user on sign_in (auth_user);

-- Keys of programs: named actors with scopes, bound to a unit's subtree.
create table service_key (
  company_id uuid not null references company,
  id uuid not null,
  name text not null,
  digest text not null,
  unit_id uuid not null,
  capabilities text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  version integer not null default 1,
  primary key (company_id, id),
  foreign key (company_id, unit_id) references unit (company_id, id)
);
create index service_key_digest on service_key (digest);
