import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refused, refuse } from '#platform/shared/result.ts';

/** Cursors are opaque and signed: nobody reads or makes one, and one of another list or company is refused. */
export interface Cursors {
  seal(scope: string, value: unknown): string;
  open<T>(scope: string, cursor: string): T;
}

export function signedCursors(secret: string): Cursors {
  const sign = (scope: string, body: string) =>
    createHmac('sha256', secret).update(`${scope}\n${body}`).digest('base64url').slice(0, 22);
  return {
    seal(scope, value) {
      const body = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${body}.${sign(scope, body)}`;
    },
    open<T>(scope: string, cursor: string): T {
      const [body = '', mark = ''] = cursor.split('.');
      const wanted = Buffer.from(sign(scope, body));
      const given = Buffer.from(mark);
      if (wanted.length !== given.length || !timingSafeEqual(wanted, given))
        throw new Refused(refuse('invalid', 'cursor', { fields: [{ field: 'cursor', code: 'cursor' }] }));
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as T;
    },
  };
}
