import { Client } from 'pg';

/** Superuser, owner of the database and of all its objects; for `migrate` and for backups. */
export const OWNER = 'kejing_owner';
/** The group that migrations grant rights to; nobody signs in as it. */
export const APP_ROLE = 'kejing_app';
/** The login role of `serve`: member of the group, owns nothing. */
export const APP_LOGIN = 'kejing_app_login';
export const DATABASE = 'kejing';

/** Makes the roles and the database where they are missing; runs at each start of a server, so that a start cut short is mended by the next. */
export async function ensureRolesAndDatabase(maintenanceUrl: string, appPassword: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const roles = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any ($1)', [
      [APP_ROLE, APP_LOGIN],
    ]);
    const present = new Set(roles.rows.map((role) => role.rolname));
    if (!present.has(APP_ROLE)) await client.query(`create role ${APP_ROLE} nologin`);
    if (!present.has(APP_LOGIN)) {
      const password = client.escapeLiteral(appPassword);
      await client.query(`create role ${APP_LOGIN} login password ${password} in role ${APP_ROLE}`);
    }
    const databases = await client.query<{ closed: boolean }>(
      'select datacl is not null as closed from pg_database where datname = $1',
      [DATABASE],
    );
    if (databases.rows.length === 0) await client.query(`create database ${DATABASE} owner ${OWNER}`);
    if (databases.rows[0]?.closed !== true) {
      await client.query(
        `begin; revoke all on database ${DATABASE} from public; grant connect, temporary on database ${DATABASE} to ${APP_ROLE}; commit`,
      );
    }
  } finally {
    await client.end();
  }
}
