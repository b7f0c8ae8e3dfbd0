import { v7 } from 'uuid';

/** UUIDv7: ordered by time, made by the client when it writes offline and by the server for what it records itself. */
export function newId(atMillis: number): string {
  return v7({ msecs: atMillis });
}

/** Where no company or person is known yet. */
export const nilId = '00000000-0000-0000-0000-000000000000';

/** The smallest UUIDv7 of an instant, as bound of a month's partition. */
export function lowestIdAt(atMillis: number): string {
  const hex = atMillis.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
