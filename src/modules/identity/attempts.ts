import type { Clock } from '#platform/server/clock.ts';

export interface Attempts {
  secondsToWait(keys: string[]): number;
  failed(keys: string[]): void;
  succeeded(key: string): void;
}

const windowMillis = 10 * 60_000;
const most = { name: 10, address: 100 };
const mostKept = 50_000;

/** Failed sign-ins of the last ten minutes on this node: ten for a user name, a hundred for an address; then one waits. */
export function countAttempts(clock: Clock): Attempts {
  const failures = new Map<string, number[]>();
  const recent = (key: string): number[] => (failures.get(key) ?? []).filter((at) => at > clock.now() - windowMillis);
  return {
    secondsToWait(keys) {
      const waits = keys.map((key) => {
        const times = recent(key);
        const limit = key.startsWith('name ') ? most.name : most.address;
        return times.length < limit ? 0 : Math.ceil(((times[0] ?? 0) + windowMillis - clock.now()) / 1000);
      });
      return Math.max(0, ...waits);
    },
    failed(keys) {
      if (failures.size > mostKept) failures.clear();
      for (const key of keys) failures.set(key, [...recent(key), clock.now()]);
    },
    succeeded: (key) => void failures.delete(key),
  };
}
