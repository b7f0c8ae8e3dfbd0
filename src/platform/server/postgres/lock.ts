import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainForeign } from './account.ts';
import { PostgresRefusal } from './refusal.ts';

const SQLITE_BUSY = 5;
const SQLITE_CANTOPEN = 14;

/**
 * A lock between processes that the kernel drops when its holder dies, however it dies: no pid files, so no pid reuse, and it holds
 * between containers that share a directory. It stands on SQLite's file locks because Node has no flock of its own.
 *
 * Never open the file by other means in a process that may hold it: closing any descriptor of it drops the process's POSIX locks.
 */
export interface FileLock {
  /** Takes the lock for this holder alone; false while anyone else has it, shared or not. Gives up what it held before asking. */
  tryExclusive(): boolean;
  /** Takes the lock together with other sharers; false while someone has it alone. Gives up what it held before asking. */
  tryShared(): boolean;
  close(): void;
}

export function openLock(file: string): FileLock {
  const db = open(file);
  const attempt = (sql: string): boolean => {
    if (db.isTransaction) db.exec('ROLLBACK');
    try {
      db.exec(sql);
      return true;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      if (hasCode(error, SQLITE_BUSY)) return false;
      throw error;
    }
  };
  return {
    tryExclusive: () => attempt('BEGIN EXCLUSIVE'),
    tryShared: () => attempt('BEGIN; SELECT count(*) FROM sqlite_schema'),
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

/**
 * Runs the work while no other process (nor other caller in this one) runs work under the same file; waits its turn.
 *
 * @param patience how long to wait at most, in milliseconds
 * @throws PostgresRefusal `busy` when the turn does not come in time
 */
export async function alone<T>(
  file: string,
  patience: number,
  log: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const lock = openLock(file);
  try {
    const begun = performance.now();
    let said = false;
    while (!lock.tryExclusive()) {
      const waited = performance.now() - begun;
      if (waited > patience) {
        throw new PostgresRefusal(
          'busy',
          `Another process has been starting or stopping the database for too long (${file}).`,
        );
      }
      if (waited > 5_000 && !said) {
        said = true;
        log('waiting for another process that starts or stops the database');
      }
      await sleep(20);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function open(file: string): DatabaseSync {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw hasCode(error, SQLITE_CANTOPEN) ? explainForeign(error, file, 'EACCES') : error;
  }
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === code;
}
