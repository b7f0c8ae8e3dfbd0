import type { z } from 'zod';
import type { Capability } from './actor.ts';

/**
 * One endpoint of the API: the source of the route, of OpenAPI and of the client's types. `path` is below /api/v1, with {name} for
 * parameters. `access` is who may call it at all; what of its data he sees is the policy's matter.
 */
export interface Endpoint {
  /** Unique, `module.verbNoun`; becomes the operationId. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  summary: string;
  access: 'anonymous' | 'signedIn' | Capability;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body is a file sent as multipart/form-data: read by the handler from the stream. */
  upload?: boolean;
  /** The body is one file of these media types, as it is: handed to the handler as a stream. */
  bytes?: readonly string[];
  /** Absent for 204 and for answers that are a stream (then `produces` names the media type). */
  response?: z.ZodType;
  produces?: string;
  status?: 200 | 201 | 202 | 204;
}

export const endpoint = <const E extends Endpoint>(definition: E): E => definition;

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
export type ParamsOf<E extends Endpoint> = Parsed<E['params']>;
export type QueryOf<E extends Endpoint> = Parsed<E['query']>;
export type BodyOf<E extends Endpoint> = Parsed<E['body']>;
export type AnswerOf<E extends Endpoint> = E['response'] extends z.ZodType ? z.input<E['response']> : void;
