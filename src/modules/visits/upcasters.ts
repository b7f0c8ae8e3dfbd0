import type { Upcaster } from '#platform/server/http/contract.ts';

const isRecord = (told: unknown): told is Record<string, unknown> =>
  typeof told === 'object' && told !== null && !Array.isArray(told);

/** A report of version 1 could leave out when the visit was: it was then when it was written down. */
export const reportFrom1: Upcaster = (told, writtenAt) =>
  isRecord(told) ? { ...told, occurredAt: told['occurredAt'] ?? writtenAt } : told;
