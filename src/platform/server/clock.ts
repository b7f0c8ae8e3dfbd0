/** Time is handed in, never read where it is used: tests move it. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved; for tests and for the sample company. */
export class MovableClock implements Clock {
  #millis: number;
  constructor(instant: string) {
    this.#millis = Temporal.Instant.from(instant).epochMilliseconds;
  }
  now(): number {
    return this.#millis;
  }
  set(instant: string): void {
    this.#millis = Temporal.Instant.from(instant).epochMilliseconds;
  }
  advance(duration: Temporal.DurationLike): void {
    this.#millis = Temporal.Instant.fromEpochMilliseconds(this.#millis)
      .toZonedDateTimeISO('UTC')
      .add(duration).epochMilliseconds;
  }
}

/** An instant as ISO 8601 in UTC with milliseconds, the form in which instants travel everywhere. */
export const instantAt = (millis: number): string =>
  Temporal.Instant.fromEpochMilliseconds(millis).toString({ smallestUnit: 'millisecond' });
