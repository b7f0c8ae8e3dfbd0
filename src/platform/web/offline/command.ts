import type { paths } from '../api.gen.d.ts';
import type { GetPath } from './reads.ts';
import type { Ties } from './rules.ts';
import type { Entry, EntryAbout } from './store.ts';

type WriteMethod = 'post' | 'put' | 'patch' | 'delete';

type Operation<Path extends keyof paths, Method extends WriteMethod> = NonNullable<paths[Path][Method]>;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : undefined;
type ParamsOf<O> = O extends { parameters: { path: infer Params } } ? Params : Record<never, string>;

/** A command that may be written without a network, declared once beside the screens that give it. */
export interface QueuedCommand<Path extends keyof paths, Method extends WriteMethod> {
  /** The endpoint's id. */
  id: string;
  /** Of the shape its body is written in; the server names the same. */
  version: number;
  method: Method;
  path: Path;
  /** Read again once it is done. */
  stale: readonly GetPath[];
}

export const queuedCommand = <const Path extends keyof paths, const Method extends WriteMethod>(
  method: Method,
  path: Path,
  rest: Pick<QueuedCommand<Path, Method>, 'id' | 'version' | 'stale'>,
): QueuedCommand<Path, Method> => ({ method, path, ...rest });

/** One giving of a command. What it makes, changes and needs decides the order of sending. */
export interface Given<Path extends keyof paths, Method extends WriteMethod> extends Partial<Ties> {
  params: ParamsOf<Operation<Path, Method>>;
  body: BodyOf<Operation<Path, Method>>;
  /** The version that was looked at, where the server asks for it. */
  ifMatch?: number | undefined;
  /** Sent instead of a body. */
  photo?: Blob;
  about: EntryAbout;
}

/** The body of an entry as its command declares it; for projections. */
export const bodyOf = <Path extends keyof paths, Method extends WriteMethod>(
  _command: QueuedCommand<Path, Method>,
  entry: Entry,
): BodyOf<Operation<Path, Method>> => entry.body as never;
