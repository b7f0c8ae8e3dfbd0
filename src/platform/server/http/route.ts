import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '#platform/shared/actor.ts';
import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from '#platform/shared/endpoint.ts';
import type { Outcome } from '#platform/shared/result.ts';
import type { Clock } from '../clock.ts';
import type { Command, ReadContext, Subscribers } from '../command/command.ts';
import type { CommandDeps } from '../command/execute.ts';
import type { SecurityLog } from '../command/security-log.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { FileStore } from '../files/store.ts';
import type { Log } from '../log.ts';
import type { Signals } from '../events/signals.ts';
import { checkEarlier, type Earlier } from './contract.ts';
import type { Cursors } from './cursor.ts';

/** What one node of the application holds; handed to every route. */
export interface App {
  database: OpenDatabase;
  clock: Clock;
  log: Log;
  signals: Signals;
  subscribers: Subscribers;
  cursors: Cursors;
  securityLog: SecurityLog;
  secret: string;
  /** Data of this machine: uploads on their way, the embedded database. */
  home: string;
  /** The bytes of files that stay. */
  files: FileStore;
}

/** What a route that runs a command by itself hands to `execute`. */
export const commandDeps = (app: App): CommandDeps => ({
  db: app.database.db,
  clock: app.clock,
  subscribers: app.subscribers,
});

export interface QueryContext extends ReadContext {
  cursors: Cursors;
  app: App;
}

export interface Asked<E extends Endpoint> {
  ctx: QueryContext;
  params: ParamsOf<E>;
  query: QueryOf<E>;
}

export interface Raw<E extends Endpoint> {
  app: App;
  /** Undefined only where the endpoint's access is `anonymous`. */
  actor: Actor | undefined;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface Told<E extends Endpoint> {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  /** The version the client changed, from If-Match. */
  ifMatch: number | undefined;
}

export type Route =
  | { kind: 'read'; endpoint: Endpoint; handle: (asked: Asked<Endpoint>) => Promise<Outcome<unknown>> }
  | {
      kind: 'write';
      endpoint: Endpoint;
      command: Command<z.ZodType, unknown>;
      toInput: (told: Told<Endpoint>) => unknown;
      earlier: Earlier;
    }
  | { kind: 'raw'; endpoint: Endpoint; handle: (raw: Raw<Endpoint>) => Promise<unknown> };

/** A query behind an endpoint. */
export function read<E extends Endpoint>(
  endpoint: E,
  handle: (asked: Asked<E>) => Promise<Outcome<AnswerOf<E>>>,
): Route {
  return { kind: 'read', endpoint, handle: handle as never };
}

/**
 * A command behind an endpoint: its input from path, query, body and If-Match; its outcome is the answer. `earlier` lifts bodies of older
 * versions of the command's shape.
 */
export function write<E extends Endpoint, I extends z.ZodType, O extends AnswerOf<E>>(
  endpoint: E,
  cmd: Command<I, O>,
  toInput: (told: Told<E>) => z.input<I>,
  { earlier = {} }: { earlier?: Earlier } = {},
): Route {
  checkEarlier(endpoint.id, cmd.version, earlier);
  return { kind: 'write', endpoint, command: cmd as never, toInput: toInput as never, earlier };
}

/** Where the request or the answer is a stream, or nobody is signed in yet. What it returns is sent; nothing when it sent by itself. */
export function raw<E extends Endpoint>(endpoint: E, handle: (raw: Raw<E>) => Promise<unknown>): Route {
  return { kind: 'raw', endpoint, handle: handle as never };
}
