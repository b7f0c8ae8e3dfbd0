import type { Answer } from '#platform/web/answer.ts';
import { $api } from '#platform/web/api.ts';
import { useFormat } from '#platform/web/format.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { refreshOn } from '#platform/web/live.ts';
import { type Position, positionCodes, positions } from '../rules.ts';

refreshOn('org.', '/api/v1/units', '/api/v1/people', '/api/v1/calendars');

export type Unit = Answer<'get', '/api/v1/units'>['items'][number];
export type PersonRow = Answer<'get', '/api/v1/people'>['items'][number];
export type Person = Answer<'get', '/api/v1/people/{id}'>;

/** The tree as it stands, or stood, on a day; today's without one. */
export function useUnits(day?: string) {
  return $api.useQuery('get', '/api/v1/units', day === undefined ? {} : { params: { query: { day } } });
}

/** What a position is called; a code of a newer server is shown as it came. */
export function usePositionLabel(): (code: string | null) => string {
  const language = currentLanguage();
  return (code) => (code === null ? '' : code in positions ? positions[code as Position].labels[language] : code);
}

export function usePositionOptions(): { value: Position; label: string }[] {
  const label = usePositionLabel();
  return positionCodes.map((code) => ({ value: code, label: label(code) }));
}

/** Units for choosing one, told apart by the units above them. */
export function unitOptions(units: readonly Unit[] | undefined): { value: string; label: string }[] {
  return (units ?? []).map((unit) => ({ value: unit.id, label: pathOf(units ?? [], unit).join(' › ') }));
}

/** Names from below the root down to the unit; the root's own name for itself. */
export function pathOf(units: readonly Unit[], unit: Unit): string[] {
  const byId = new Map(units.map((one) => [one.id, one]));
  const names: string[] = [];
  for (let up: Unit | undefined = unit; up !== undefined; up = up.parentId === null ? undefined : byId.get(up.parentId))
    if (up.parentId !== null || up === unit) names.unshift(up.name);
  return names;
}

/** What a day field needs to know of its reader. */
export function useDayReader() {
  const { language, dateStyle } = useFormat();
  return { language, dateStyle };
}
