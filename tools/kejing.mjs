#!/usr/bin/env node
// The `kejing` command: hands over to the Node that this package brings along.
process.argv.splice(2, 0, 'src/app/cli/main.ts');
await import('./run.mjs');
