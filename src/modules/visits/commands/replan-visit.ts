import { z } from 'zod';
import { changesBetween, command } from '#platform/server/command/command.ts';
import { businessDay, localTime } from '#platform/shared/day.ts';
import { uuid } from '#platform/shared/page.ts';
import { refuse } from '#platform/shared/result.ts';
import { replanBody } from '../contract.ts';
import { loadOwn, tell, touch } from '../load.ts';
import { plannedInstant, writeCompanions } from '../planning.ts';
import { visitOf } from '../queries.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

function timeOf(instant: string | null, timeZone: string): string | null {
  if (instant === null) return null;
  const { hour, minute } = localTime(instant, timeZone);
  return `${pad(hour)}:${pad(minute)}`;
}

/** Another day, time, kind or company for a visit that has not begun. */
export const replanVisit = command({
  name: 'visits.replan-visit',
  version: 1,
  conflict: 'refuse',
  input: replanBody.extend({ id: uuid, ifMatch: z.int().optional() }),
  async run(ctx, { id, ifMatch, ...wanted }) {
    const visit = await loadOwn(ctx, id, 'replan');
    const standing = { day: visit.day, time: timeOf(visit.planned_at, ctx.actor.timeZone), kind: visit.kind };
    if (ifMatch !== visit.version)
      return refuse('conflict', 'versionConflict', {
        current: { ...standing, version: visit.version },
        submitted: wanted,
      });
    const next = {
      day: wanted.day ?? standing.day,
      time: wanted.time === undefined ? standing.time : wanted.time,
      kind: wanted.kind ?? standing.kind,
    };
    if (next.day < businessDay(ctx.writtenAt, ctx.actor.timeZone))
      return refuse('invalid', 'fields', { fields: [{ field: 'day', code: 'visits.dayOver' }] });
    await touch(ctx, visit, {
      day: next.day,
      planned_day: next.day,
      planned_at: plannedInstant(next.day, next.time, ctx.actor.timeZone),
      kind: next.kind,
    });
    if (wanted.companionIds !== undefined) await writeCompanions(ctx, visit, wanted.companionIds);
    ctx.audit({ subject: { kind: 'visit', id }, unitId: visit.unit_id, changes: changesBetween(standing, next) });
    tell(ctx, visit, 'planned');
    return visitOf(ctx, id);
  },
});
