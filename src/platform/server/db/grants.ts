/** The role of the application: reads and writes rows, owns nothing, and cannot change what is append-only. */
export const applicationRole = 'kejing_app';

const appendOnly = ['audit_entry', 'security_event', 'timeline_entry', 'ledger_entry', 'ledger_source'];

/** Given anew after every migration; the role is created where the owner may, else an administrator has made it. */
export function grantStatements(): string[] {
  return [
    `do $$ begin
       if not exists (select from pg_roles where rolname = '${applicationRole}') then create role ${applicationRole} nologin; end if;
     exception when duplicate_object then null; when unique_violation then null; end $$`,
    `grant usage on schema public to ${applicationRole}`,
    `grant select, insert, update, delete on all tables in schema public to ${applicationRole}`,
    `revoke insert, update, delete on schema_migration from ${applicationRole}`,
    // A partition has rights of its own, so each is named beside its parent.
    `do $$ declare t regclass; begin
       for t in select c.oid from pg_class c where c.relname = any('{${appendOnly.join(',')}}')
                union select inhrelid from pg_inherits join pg_class p on p.oid = inhparent where p.relname = any('{${appendOnly.join(',')}}')
       loop execute format('revoke update, delete on %s from ${applicationRole}', t); end loop;
     end $$`,
  ];
}

/** Why this connection must not serve: it owns tables or may do what no application should; undefined when it may. */
export async function whyNotServe(query: (sql: string) => Promise<{ rows: unknown[] }>): Promise<string | undefined> {
  const { rows } = await query(
    `select current_user as name, r.rolsuper as super,
            exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'usage')) as owns
       from pg_roles r where r.rolname = current_user`,
  );
  const [role] = rows as { name: string; super: boolean; owns: boolean }[];
  if (role === undefined || !(role.super || role.owns)) return undefined;
  return (
    `The database user "${role.name}" ${role.super ? 'is a superuser' : 'owns the tables'}; the application must not. ` +
    `Create a user for it (create role kejing_serve login password '…' in role ${applicationRole}) and put that one into DATABASE_URL; ` +
    `give the owner's connection to "kejing migrate" as DATABASE_OWNER_URL.`
  );
}
