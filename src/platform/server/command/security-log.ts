import { sql } from 'kysely';
import { newId, nilId } from '#platform/shared/id.ts';
import { type Clock, instantAt } from '../clock.ts';
import type { Db } from '../db/database.ts';

export interface SecurityEvent {
  kind: string;
  companyId?: string | undefined;
  personId?: string | undefined;
  address?: string | undefined;
  requestId: string;
  detail?: Record<string, unknown>;
}

/**
 * Keeps denials and sign-ins, apart from business tables and outside any command's transaction, so that a rolled-back attempt is still
 * seen. A flood of anonymous calls writes at most `most` rows a second; the rest is counted and told in the next second's first row.
 */
export function securityLog(db: Db, clock: Clock, most = 200) {
  let second = 0;
  let written = 0;
  let dropped = 0;
  return async (event: SecurityEvent): Promise<void> => {
    const now = clock.now();
    if (Math.floor(now / 1000) !== second) {
      second = Math.floor(now / 1000);
      written = 0;
    }
    if (written >= most) {
      dropped += 1;
      return;
    }
    written += 1;
    const unwritten = dropped;
    dropped = 0;
    await db
      .insertInto('security_event')
      .values({
        company_id: event.companyId ?? nilId,
        id: newId(now),
        at: instantAt(now),
        kind: event.kind,
        person_id: event.personId ?? null,
        address: event.address ?? null,
        request_id: event.requestId,
        detail: sql`${JSON.stringify({ ...event.detail, ...(unwritten > 0 ? { unwritten } : {}) })}::jsonb`,
      })
      .execute();
  };
}
export type SecurityLog = ReturnType<typeof securityLog>;
