import { instantShape } from '#platform/shared/page.ts';
import { Refused, refuse } from '#platform/shared/result.ts';

/** Lifts a body of one older version a single step. Pure; the body is not validated yet, so anything may come. */
export type Upcaster = (told: unknown, writtenAt: string) => unknown;

/** Upcasters by the version they lift from; without a gap up to the version before the command's own. */
export type Earlier = Readonly<Record<number, Upcaster>>;

/** What a request says of the contract it was written by; undefined where it says nothing. */
export interface Contract {
  command: string | undefined;
  version: number | undefined;
  /** ISO 8601: when it was written down, by the client's word. */
  writtenAt: string | undefined;
}

const commandHeader = 'kejing-command';
const writtenAtHeader = 'kejing-written-at';
export const commandPattern = '^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*@[1-9]\\d{0,5}$';

/** Reads `Kejing-Command: <endpoint id>@<version>` and `Kejing-Written-At: <instant>`. @throws Refused when one cannot be read */
export function readContract(headers: Readonly<Record<string, string | string[] | undefined>>): Contract {
  const [told, at] = [headers[commandHeader], headers[writtenAtHeader]];
  if (told !== undefined && (typeof told !== 'string' || !new RegExp(commandPattern).test(told))) throw malformed();
  if (at !== undefined && !instantShape.safeParse(at).success) throw malformed();
  const [command, version] = told === undefined ? [] : told.split('@');
  return { command, version: version === undefined ? undefined : Number(version), writtenAt: at as string | undefined };
}

const malformed = (): Refused => new Refused(refuse('invalid', 'contract.command'));

/**
 * A body as this server's command wants it. Without a version it is taken as of today; an older one is lifted step by step; one that this
 * server does not know yet is a conflict, so that a phone which was updated first keeps it and comes again. @throws Refused
 */
export function liftBody(
  known: { command: string; version: number; earlier: Earlier },
  { command, version = known.version, writtenAt }: Contract,
  body: unknown,
  now: string,
): unknown {
  if (command !== undefined && command !== known.command) throw malformed();
  if (version > known.version) throw new Refused(refuse('conflict', 'contract.newer'));
  let lifted = body;
  for (let step = version; step < known.version; step += 1) {
    const upcast = known.earlier[step];
    if (upcast === undefined) throw new Refused(refuse('invalid', 'contract.tooOld'));
    lifted = upcast(lifted, writtenAt ?? now);
  }
  return lifted;
}

/** @throws Error at start when a step is missing between the oldest known version and the command's own. */
export function checkEarlier(id: string, version: number, earlier: Earlier): void {
  const steps = Object.keys(earlier).map(Number);
  const first = Math.min(version, ...steps);
  if (first < 1 || steps.length !== version - first)
    throw new Error(`${id}: upcasters lead from version ${first} to ${version} with a gap`);
}
