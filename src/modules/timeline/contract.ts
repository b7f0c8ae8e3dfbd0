import { z } from 'zod';
import { instantShape, dayShape, uuid } from '#platform/shared/page.ts';

/**
 * One thing that happened with a subject. `kind` is `module.what`; its sentence stands in that module's messages under `timeline`, with
 * `detail` as parameters. `occurredAt` is when it happened, `recordedAt` when the server learned of it; `late` marks a day already over.
 */
export const timelineEntryShape = z.object({
  id: uuid,
  kind: z.string(),
  occurredAt: instantShape,
  businessDay: dayShape,
  recordedAt: instantShape,
  late: z.boolean(),
  person: z.object({ id: uuid, name: z.string() }),
  sourceKind: z.string(),
  sourceId: uuid,
  detail: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof timelineEntryShape>;
