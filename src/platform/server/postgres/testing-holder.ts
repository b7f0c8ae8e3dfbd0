// A process of its own that brings an embedded PostgreSQL up, for tests of what happens between processes:
//   node testing-holder.ts '{"home":"…"}'
// It answers with one line of JSON, then stops the server when its standard input ends.
import { type EmbeddedOptions, startEmbedded } from './embedded.ts';
import { PostgresRefusal } from './refusal.ts';

/** The line that it answers with. */
export type HolderAnswer =
  { ownerUrl: string; appUrl: string; adopted: boolean } | { refusal: string; sentence: string };

const answer = (line: HolderAnswer) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const options = JSON.parse(process.argv[2] ?? '') as EmbeddedOptions;
  const { stop, ownerUrl, appUrl, adopted } = await startEmbedded(options);
  process.stdin.on('end', () => void stop().then(() => process.exit(0)));
  process.stdin.resume();
  answer({ ownerUrl, appUrl, adopted });
} catch (error) {
  if (!(error instanceof PostgresRefusal)) throw error;
  answer({ refusal: error.code, sentence: error.message });
}
