/** Why the embedded PostgreSQL could not be had; stable, so that a caller may put it into the reader's language. */
export type RefusalCode =
  | 'no-binaries'
  | 'binaries-unusable'
  | 'no-account'
  | 'not-yours'
  | 'place-gone'
  | 'access-gone'
  | 'version-differs'
  | 'setting-reserved'
  | 'socket-unsafe'
  | 'busy'
  | 'used-elsewhere'
  | 'start-failed'
  | 'stop-failed'
  | 'not-durable';

/** An expected refusal of the database's supervisor; its message is a sentence that says what the operator can do. */
export class PostgresRefusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'PostgresRefusal';
    this.code = code;
  }
}
