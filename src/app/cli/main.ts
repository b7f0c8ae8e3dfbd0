import { type CliCommand, say, UsageError } from './command.ts';

/** Loaded when called: starting one command does not read the others. */
const commands: Record<string, { summary: string; load: () => Promise<CliCommand> }> = {
  setup: {
    summary: 'Found the first company with its administrator',
    load: async () => (await import('./commands/setup.ts')).setup,
  },
  serve: { summary: 'Run the application', load: async () => (await import('./commands/serve.ts')).serve },
  demo: { summary: 'Run it with the sample company', load: async () => (await import('./commands/demo.ts')).demo },
  migrate: {
    summary: 'Bring the database to the state of this version',
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  import: {
    summary: 'Import customers or people from a CSV or XLSX file',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  company: {
    summary: 'List companies or found another',
    load: async () => (await import('./commands/company.ts')).company,
  },
  user: {
    summary: "List people's accounts, reset a password, end sessions, make a key for a program",
    load: async () => (await import('./commands/user.ts')).user,
  },
  doctor: {
    summary: 'Look whether everything stands as it should',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
};

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'kejing (客經): runs a team of account managers from the first knock on a door to the signed pay report',
    '',
    'usage: npx kejing COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'Each command explains itself with --help. Data lie under KEJING_HOME (default ./.kejing), or in DATABASE_URL where that is set.',
  ].join('\n');
}

async function main(argv: string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${overview()}\n`);
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    say(`There is no command "${name}".\n\n${overview()}`);
    return 2;
  }
  const command = await entry.load();
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.help.trim()}\n`);
    return 0;
  }
  return command.run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError || (error instanceof Error && error.name === 'PostgresRefusal')) say(error.message);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
