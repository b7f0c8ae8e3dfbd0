// A phone's clock may be wrong; the day of a visit must not be. Each answer of the server tells its time, to the second.

let ahead = 0;

/** Below this the phone's own clock serves: the server's time comes in whole seconds and after the way here. */
const worthCorrecting = 5_000;

/** How far the server's clock runs ahead of the phone's, from an answer's Date and the instants around the request; milliseconds. */
export function offsetFrom(serverDate: string | null, sentAt: number, answeredAt: number): number | undefined {
  const server = serverDate === null ? Number.NaN : Date.parse(serverDate);
  if (Number.isNaN(server)) return undefined;
  const offset = server + 500 - (sentAt + answeredAt) / 2;
  return Math.abs(offset) < worthCorrecting ? 0 : offset;
}

/** A slow answer says little about the time: only quick ones correct the clock. */
export function noteServerTime(serverDate: string | null, sentAt: number, answeredAt: number): void {
  if (answeredAt - sentAt > 10_000) return;
  ahead = offsetFrom(serverDate, sentAt, answeredAt) ?? ahead;
}

/** Now by the phone's clock as the server corrected it; milliseconds since the epoch. */
export const phoneNow = (): number => Date.now() + ahead;

/** The same as an instant of the API. */
export const phoneInstant = (): string => new Date(phoneNow()).toISOString();
