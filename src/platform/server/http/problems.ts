import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Language, languageFor } from '#platform/shared/languages.ts';
import type { Problem } from '#platform/shared/page.ts';
import { type FieldError, type Refusal, refusalStatus, refuse } from '#platform/shared/result.ts';
import { sentence } from '../messages.ts';

export function languageOf(request: FastifyRequest): Language {
  return request.actor?.language ?? languageFor(request.headers['accept-language']);
}

/** RFC 9457 problem details in the person's language. */
export function problemOf(refusal: Refusal, language: Language, requestId: string): Problem {
  const status = refusalStatus[refusal.kind];
  return {
    type: `urn:kejing:problem:${refusal.code}`,
    title: sentence(language, `kind.${refusal.kind}`),
    status,
    detail: sentence(language, refusal.code, refusal.params),
    code: refusal.code,
    requestId,
    ...(refusal.fields === undefined
      ? {}
      : {
          errors: refusal.fields.map((error) => ({
            field: error.field,
            code: error.code,
            message: sentence(language, error.code, error.params),
          })),
        }),
    ...(refusal.current === undefined ? {} : { current: refusal.current }),
    ...(refusal.submitted === undefined ? {} : { submitted: refusal.submitted }),
  };
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOf(refusal, languageOf(request), request.id);
  if (refusal.kind === 'tooMany' || refusal.kind === 'unavailable')
    void reply.header('retry-after', String(refusal.params?.['seconds'] ?? 5));
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((payload) => JSON.stringify(payload))
    .send(problem);
}

type Issue = z.core.$ZodIssue;

/** A code of ours given as the message of a shape's check, e.g. `identity.passwordShort`. */
const ownCode = /^[a-z][A-Za-z]*\.[a-z][A-Za-z.]*$/;

/** What zod found, as fields with codes that have a sentence: our own codes pass through, the rest maps to `field.*`. */
export function fieldErrors(issues: readonly Issue[], prefix = ''): FieldError[] {
  return issues.slice(0, 50).flatMap((issue): FieldError[] => {
    const field = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys
        .slice(0, 20)
        .map((key) => ({ field: [field, key].filter(Boolean).join('.').slice(0, 200), code: 'field.unknown' }));
    if (ownCode.test(issue.message)) return [{ field, code: issue.message }];
    if (issue.code === 'too_big') return [{ field, code: 'field.tooBig', params: { limit: String(issue.maximum) } }];
    if (issue.code === 'too_small')
      return [{ field, code: 'field.tooSmall', params: { limit: String(issue.minimum) } }];
    if (issue.code === 'invalid_type')
      return [{ field, code: issue.message.endsWith('received undefined') ? 'field.missing' : 'field.type' }];
    return [{ field, code: 'field.invalid' }];
  });
}

export const refuseFields = (fields: FieldError[]): Refusal => refuse('invalid', 'fields', { fields });

/** A form that breaks off or is none: its parser gives such errors no code. */
export const isMalformedForm = (error: unknown): boolean =>
  error instanceof Error &&
  /^multipart: |unexpected end of (multipart data|form|file)|malformed part header/i.test(error.message);

/** Errors that Fastify raises before a handler runs, as refusals; undefined for a bug. */
export function refusalOfFastify(error: FastifyError): Refusal | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse('invalid', 'mediaType');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return refuse('tooLarge', 'tooLarge');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refuse('invalid', 'json');
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
        ? refuse('invalid', 'request')
        : undefined;
  }
}
