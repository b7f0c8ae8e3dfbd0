import { statfs } from 'node:fs/promises';
import { readConfig } from '#platform/server/config.ts';
import { isMigrated } from '#platform/server/db/migrate.ts';
import { whyNotServe } from '#platform/server/db/grants.ts';
import { assertDurable } from '#platform/server/postgres/durability.ts';
import pg from 'pg';
import { openStorage } from '../../server/storage.ts';
import { type CliCommand, options, say, tell } from '../command.ts';

interface Finding {
  check: string;
  ok: boolean;
  says: string;
}

const leastFreeBytes = 1024 ** 3;

export const doctor: CliCommand = {
  name: 'doctor',
  summary: 'Look whether everything stands as it should',
  help: `
usage: npx kejing doctor [--json]

Looks at the runtime, the disk, the database's version, durability, migrations and the application's role. Changes nothing. Ends with
status 1 when something is wrong, and says what to do.
`,
  async run(args) {
    const { values } = options(args, { json: { type: 'boolean' } });
    const findings = await examine();
    if (values.json === true) tell(findings);
    else for (const { check, ok, says } of findings) say(`${ok ? 'ok   ' : 'WRONG'}  ${check}: ${says}`);
    return findings.every((finding) => finding.ok) ? 0 : 1;
  },
};

async function examine(): Promise<Finding[]> {
  const config = readConfig(process.env, process.cwd());
  const findings: Finding[] = [
    finding('runtime', Number(process.versions.node.split('.')[0]) >= 26, `Node ${process.versions.node}`),
  ];
  const disk = await statfs(config.home);
  const free = disk.bavail * disk.bsize;
  findings.push(
    finding('disk', free > leastFreeBytes, `${Math.floor(free / 1024 ** 2)} MiB free under ${config.home}`),
  );
  const storage = await openStorage(config, say);
  const client = new pg.Client({ connectionString: storage.appUrl });
  try {
    await client.connect();
    findings.push(...(await examineDatabase(client)));
  } catch (error) {
    findings.push(finding('database', false, error instanceof Error ? error.message : String(error)));
  } finally {
    await client.end().catch(() => {});
    await storage.close();
  }
  return findings;
}

async function examineDatabase(client: pg.Client): Promise<Finding[]> {
  const query = (sql: string) => client.query(sql);
  const { rows } = await client.query<{ version: string; number: number }>(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
  );
  const durable = await assertDurable(client).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const migrated = await isMigrated(query).catch(() => false);
  const role = await whyNotServe(query);
  return [
    finding('database', (rows[0]?.number ?? 0) >= 150_000, `PostgreSQL ${rows[0]?.version}`),
    finding('durability', durable === undefined, durable ?? 'fsync and synchronous_commit are on'),
    finding('migrations', migrated, migrated ? 'all applied' : 'run npx kejing migrate'),
    finding('role', role === undefined, role ?? 'owns nothing'),
  ];
}

const finding = (check: string, ok: boolean, says: string): Finding => ({ check, ok, says });
