import { type Relation, relations, type Role } from './cast.ts';

/** What is answered to who knocks at his own thing, at one of somebody he leads, at a stranger's, at another company's. */
export type Cells = readonly [own: number, below: number, stranger: number, foreign: number];
type Exceptions = Partial<Record<Role, Cells | number>>;

export interface Row {
  cells: Cells;
  except: Exceptions;
  /** It takes no thing of anybody: knocked at once by each. */
  once: boolean;
}

/** Nobody and who has left are told to sign in, whatever they knock at. */
const unknown: Exceptions = { anonymous: 401, leaver: 401 };

export const row = (cells: Cells, except: Exceptions = {}): Row => ({
  cells,
  except: { ...unknown, ...except },
  once: false,
});

export const once = (status: number, except: Exceptions = {}): Row => ({
  cells: [status, status, status, status],
  except: { ...unknown, ...except },
  once: true,
});

/** Of the field: own and what one leads; not for departments. The program of the tests reads only. */
export const fieldRead = (ok: number, except: Exceptions = {}): Row =>
  row([ok, ok, 404, 404], { staff: 403, ...except });
export const fieldWrite = (ok: number, except: Exceptions = {}): Row => fieldRead(ok, { service: 403, ...except });

/** Only the owner himself, not even who leads him. */
export const ownWrite = (ok: number, except: Exceptions = {}): Row =>
  row([ok, 404, 404, 404], { staff: 403, service: 403, ...except });

/** Who leads: his own unit and below. */
export const leadRead = (ok: number, except: Exceptions = {}): Row => fieldRead(ok, { seller: 403, ...except });
export const leadWrite = (ok: number, except: Exceptions = {}): Row => leadRead(ok, { service: 403, ...except });

/** The administrator of the company alone. */
export const managed = (ok: number, except: Exceptions = {}): Row =>
  row([403, 403, 403, 403], { admin: [ok, ok, 404, 404], outsider: [ok, ok, 404, 404], ...except });
export const managedOnce = (ok: number): Row => once(403, { admin: ok, outsider: ok });

export function expected(table: Row, role: Role, relation: Relation): number {
  const exception = table.except[role];
  if (typeof exception === 'number') return exception;
  return (exception ?? table.cells)[relations.indexOf(relation)] ?? 0;
}
