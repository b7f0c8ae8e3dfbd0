// One picture in a process of its own: see docs/decisions/019. The path comes as an argument, the outcome goes out as JSON.
import { print } from './print.ts';

process.stdout.write(JSON.stringify(await print(process.argv[2] ?? '')));
