/** Structured lines on standard error, one JSON object each, without personal data: ids, kinds and figures only. */
export type Level = 'info' | 'warn' | 'error';
export type Log = (level: Level, message: string, detail?: Record<string, unknown>) => void;

export function jsonLog(write: (line: string) => void, now: () => string): Log {
  return (level, message, detail = {}) => write(`${JSON.stringify({ at: now(), level, message, ...detail })}\n`);
}

/** What of an error may be logged: its class, message and stack; never the values of a statement. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  return { error: error.name, reason: error.message, stack: error.stack, ...code };
}
