import type { Endpoint } from './access.ts';
import { PostgresRefusal } from './refusal.ts';

/** Fit for two cores that the application shares; a caller may set others. */
const defaults: Record<string, string> = {
  max_connections: '100',
  shared_buffers: '256MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'ISO, YMD',
  password_encryption: 'scram-sha-256',
  // One file a weekday, each overwritten after a week: the log cannot fill the disk.
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  // Statements and details of errors carry people's names and numbers; they stay out of the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const durable: Record<string, string> = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

const ours = new Set([
  ...Object.keys(durable),
  'port',
  'listen_addresses',
  'unix_socket_directories',
  'unix_socket_permissions',
  'unix_socket_group',
  'data_directory',
  'config_file',
  'hba_file',
  'ident_file',
  'external_pid_file',
  'log_directory',
]);

/**
 * The `-c` arguments of the server: defaults, then the caller's settings, then what is not his to change (durability, where it
 * listens and whom it lets in).
 *
 * @throws PostgresRefusal `setting-reserved`
 */
export function serverArguments(endpoint: Endpoint, logs: string, settings: Record<string, string>): string[] {
  for (const [name, value] of Object.entries(settings)) {
    if (ours.has(name.toLowerCase())) {
      throw new PostgresRefusal(
        'setting-reserved',
        `The embedded database sets ${name} itself: leave it out of its settings.`,
      );
    }
    if (!/^[a-z_][a-z0-9_.]*$/i.test(name) || /["\n\0]/.test(value)) {
      throw new PostgresRefusal('setting-reserved', `${name} = ${value} is no setting of PostgreSQL.`);
    }
  }
  const socket = endpoint.host.startsWith('/');
  const place: Record<string, string> = {
    listen_addresses: socket ? '' : endpoint.host,
    port: String(endpoint.port),
    unix_socket_directories: socket ? quotedList(endpoint.host) : '',
    unix_socket_permissions: '0700',
    log_directory: logs,
  };
  return Object.entries({ ...defaults, ...settings, ...place, ...durable }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

/** unix_socket_directories is a list: a comma or blank in the path would split it. */
function quotedList(directory: string): string {
  return /[\s,"]/.test(directory) ? `"${directory.replaceAll('"', '""')}"` : directory;
}
