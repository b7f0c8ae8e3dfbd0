import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

/** The part of the address named `$name` in the screen's path, e.g. the customer's id. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const value = params[name];
  if (value === undefined) throw new Error(`No $${name} in this screen's path`);
  return value;
}

/**
 * A screen's filters kept in the address, so that the way back, a reload and a shared link show the same list. `read` turns whatever
 * stands in the address (it may be anything) into filters; values that are undefined or '' leave the address.
 */
export function useFilters<T extends object>(
  read: (raw: Readonly<Record<string, unknown>>) => T,
): [T, (change: Partial<T>) => void] {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (patch: Partial<T>): void => {
    const next = Object.fromEntries(
      Object.entries({ ...raw, ...patch }).filter(([, value]) => value !== undefined && value !== ''),
    );
    void navigate({ to: '.', search: next as never, replace: true, resetScroll: false });
  };
  return [read(raw), change];
}
