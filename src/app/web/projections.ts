import { customerProjections } from '#modules/customers/ui/projections.ts';
import { followUpProjections } from '#modules/follow-up/ui/projections.ts';
import { visitProjections } from '#modules/visits/ui/projections.ts';
import type { ProjectionTable } from '#platform/web/offline/projections.ts';

/** How every module's commands look once they are done. */
export const projections: ProjectionTable = { ...customerProjections, ...followUpProjections, ...visitProjections };
