// Connection strings, cut at the seams: `postgresql://user:password@/db?host=/socket` is no URL for `new URL`.

interface Parts {
  scheme: string;
  credentials: string;
  host: string;
  database: string;
  query: string;
}

function parse(url: string): Parts {
  const match = /^(postgres(?:ql)?:\/\/)(?:([^@/?]*)@)?([^/?]*)\/?([^?]*)(\?.*)?$/.exec(url);
  if (match === null) throw new Error('a database is named as postgresql://user:password@host/database');
  const [, scheme = '', credentials = '', host = '', database = '', query = ''] = match;
  return { scheme, credentials, host, database, query };
}

const join = (parts: Parts): string =>
  `${parts.scheme}${parts.credentials === '' ? '' : `${parts.credentials}@`}${parts.host}/${parts.database}${parts.query}`;

export const withDatabase = (url: string, database: string): string => join({ ...parse(url), database });

export const withUser = (url: string, user: string, password: string): string =>
  join({ ...parse(url), credentials: `${user}:${password}` });
