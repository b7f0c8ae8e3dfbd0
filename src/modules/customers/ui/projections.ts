import type { ProjectionTable } from '#platform/web/offline/projections.ts';

export const customerProjections: ProjectionTable = {};
