/**
 * Which module may use which. Read it as the map of the business; a change here is a design decision, and a folder in src/modules that
 * stands not here fails the check (as does a name without a folder once `fence.ts` is told so).
 */
const base = ['org', 'identity', 'files', 'timeline', 'ledger', 'forms', 'imports'];

/** Beside itself and, unless it is a base module itself, the base. */
export const uses = {
  // People come in lists, and the machinery of lists knows no module.
  org: ['imports'],
  identity: ['org'],
  files: [],
  timeline: [],
  ledger: [],
  forms: [],
  imports: [],
  customers: [],
  'follow-up': ['customers'],
  visits: ['customers', 'follow-up'],
  targets: [],
  plans: ['customers', 'follow-up', 'visits', 'targets'],
};

const module = '^src/modules/';
const test = '(\\.test\\.tsx?|/testing\\.ts)$|^(test|bench)/';
const shared = `${module}[^/]+/(rules|contract)[^/]*\\.ts$`;
const door = `${module}[^/]+/(public|contract|rules|testing)\\.ts$|${module}[^/]+/ui/public\\.tsx?$`;
const browser = `^src/(ui|app/web|platform/(web|shared))/|${module}[^/]+/ui/|${shared}`;
const server = `^src/platform/server/|^src/app/(server|worker|cli)/|${module}[^/]+/(?!ui/|contract|rules)`;
const serverPackages =
  'node_modules/(kysely|pg|pg-[^/]+|fastify|@fastify/[^/]+|fastify-[^/]+|better-auth|sharp|aws4fetch|@node-rs/[^/]+|pinyin-pro)/';

const allowed = (name) => [name, ...(base.includes(name) ? [] : base), ...uses[name]];

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'modules-are-private',
      comment: "use the other module's public.ts, contract.ts, rules.ts or ui/public.tsx (testing.ts in tests)",
      severity: 'error',
      from: { path: `${module}([^/]+)/` },
      to: { path: module, pathNot: [`${module}$1/`, door] },
    },
    ...Object.keys(uses).map((name) => ({
      name: `${name}-uses-what-the-map-says`,
      comment: `may use ${allowed(name).join(', ')}; a test runs the whole product and may lay rows of any module`,
      severity: 'error',
      from: { path: `${module}${name}/`, pathNot: test },
      to: { path: module, pathNot: allowed(name).map((other) => `${module}${other}/`) },
    })),
    {
      name: 'every-module-is-on-the-map',
      severity: 'error',
      from: { path: `${module}(?!(${Object.keys(uses).join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'shelves-know-no-domain',
      severity: 'error',
      from: { path: '^src/(platform|ui)/', pathNot: test },
      to: { path: '^src/(modules|app)/' },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/app/', test] },
      to: { path: '^src/app/' },
    },
    {
      name: 'browser-code-stays-in-browser',
      severity: 'error',
      from: { path: browser, pathNot: test },
      to: { path: `${server}|${serverPackages}` },
    },
    {
      name: 'browser-code-has-no-node',
      severity: 'error',
      from: { path: browser, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-imports-no-screens',
      comment: 'the server runs TypeScript as it is, and JSX cannot be stripped',
      severity: 'error',
      from: { path: server, pathNot: test },
      to: { path: `\\.tsx$|^src/(ui|app/web|platform/web)/|${module}[^/]+/ui/` },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^src/platform/shared/', pathNot: test },
      to: { path: '^src/platform/(server|web)/|^src/ui/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: shared, pathNot: test },
      to: { pathNot: [shared, '^src/platform/shared/', 'node_modules/zod/'] },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: test },
    },
    {
      name: 'product-runs-without-dev-packages',
      comment:
        'the server must run after npm ci --omit=dev; what the browser needs is bundled and may stay a dev package; ' +
        'pages-built.ts asks first whether the bundler is there',
      severity: 'error',
      from: { path: `${server}|${shared}|^src/platform/shared/`, pathNot: [test, '^src/app/cli/pages-built\\.ts$'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'modules-open-no-database',
      comment:
        'a module is handed its database by the command or the read, with the actor whose company scopes it; types are free',
      severity: 'error',
      from: { path: module, pathNot: test },
      to: {
        path: '^src/platform/server/db/(database|migrate)\\.ts$|node_modules/pg/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sample-uses-doors',
      comment: 'the sample company is composition like the application: modules by their doors, and founding',
      severity: 'error',
      from: { path: '^sample/', pathNot: test },
      to: { path: `${module}|^src/app/`, pathNot: [door, '^src/app/server/found-company\\.ts$'] },
    },
    {
      name: 'only-the-demo-makes-the-sample',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/app/cli/commands/demo\\.ts$'] },
      to: { path: '^sample/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    // No tsConfig: TypeScript 5.9 refuses the Temporal lib named there, and package.json's `imports` resolve without it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
