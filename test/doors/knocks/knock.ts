import type { Things } from '../things.ts';

/** One call of an endpoint, ready to be sent by anybody. */
export interface Knock {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  /** A body that is no JSON, with its own headers. */
  raw?: { headers: Record<string, string>; body: Buffer };
  /** It would end the session it is sent in: whoever has a password signs in anew for it. */
  ownSession?: boolean;
}

/**
 * How an endpoint is knocked at: `things` are those of the owner whose door it is, `mine` those of who knocks (of nobody, where he has
 * none). Keys are operationIds; a second way to knock at the same endpoint adds a word after a space.
 */
export type Knocker = (things: Things, mine: Things) => Knock | Promise<Knock>;
export type Knocks = Record<string, Knocker>;

export const nothing: Knocker = () => ({});
export const version = (number: number): Record<string, string> => ({ 'if-match': String(number) });
