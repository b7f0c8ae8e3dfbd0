import type { paths } from './api.gen.d.ts';

type Body<Reply> = Reply extends { content: { 'application/json': infer Json } } ? Json : never;
type Success<Responses> = Body<Responses[keyof Responses & (200 | 201 | 202)]>;

/** What the server answers to a method on a path when all is well: `Answer<'get', '/api/v1/me'>`. */
export type Answer<Method extends keyof paths[Path], Path extends keyof paths> = paths[Path][Method] extends {
  responses: infer Responses;
}
  ? Success<Responses>
  : never;
