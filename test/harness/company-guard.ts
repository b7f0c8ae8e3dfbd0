import type { LogEvent } from 'kysely';

/** Statements that look through all companies by their nature: founding, sign-in, keys, the notifier and cleaning up. */
const acrossCompanies = [
  /^select (.*) from "company"/,
  /from "sign_in" inner join "company"/,
  /from "sign_in" where "auth_user" = /,
  /from "service_key" inner join "company"/,
  /from "domain_event" where "id" >= /,
];

const outsideTenancy = /^(auth_\w+|schema_migration|pg_\w+)$/;
const tableReference = /\b(?:from|join|update|into)\s+"?([a-z_]+)"?/g;

/** Collects statements that name a table of a company without naming the company for each of them. */
export function companyGuard() {
  const breaches = new Set<string>();
  return {
    breaches,
    onQuery(event: LogEvent): void {
      const text = event.query.sql.replaceAll(/\s+/g, ' ').trim();
      if (acrossCompanies.some((pattern) => pattern.test(text))) return;
      const tables = [...text.matchAll(tableReference)]
        .map((match) => match[1] ?? '')
        .filter((name) => isTenantTable(text, name));
      const mentions = text.match(/company_id/g)?.length ?? 0;
      if (mentions < tables.length) breaches.add(text);
    },
  };
}

/** A name introduced by `with` or `as`, a function in from, and the words of `on conflict do update set` are no tables. */
function isTenantTable(text: string, name: string): boolean {
  if (
    outsideTenancy.test(name) ||
    [
      'set',
      'lateral',
      'unnest',
      'select',
      'jsonb_to_recordset',
      'generate_series',
      'of',
      'json_to_recordset',
      'now',
    ].includes(name)
  )
    return false;
  return !new RegExp(`("${name}"|\\b${name})(\\s*\\([^)]*\\))? as (materialized )?\\(`).test(text);
}
