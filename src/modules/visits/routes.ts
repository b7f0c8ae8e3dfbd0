import { read, type Route, write } from '#platform/server/http/route.ts';
import { isRefusal } from '#platform/shared/result.ts';
import { cancelVisit } from './commands/cancel-visit.ts';
import { checkIn } from './commands/check-in.ts';
import { checkOut } from './commands/check-out.ts';
import { planOwnVisit } from './commands/plan-visit.ts';
import { replanVisit } from './commands/replan-visit.ts';
import { reportVisit } from './commands/report-visit.ts';
import * as teamDayContract from './contract-team-day.ts';
import * as contract from './contract.ts';
import { companionsFor, lastReportOf, visitOf, visitsOfDay, visitsToCustomer } from './queries.ts';
import { photoRoutes } from './photos.ts';
import { teamDayOf } from './team-day.ts';
import { reportFrom1 } from './upcasters.ts';

export const visitRoutes: Route[] = [
  ...photoRoutes,
  read(contract.listVisits, async ({ ctx, query }) => {
    const items = await visitsOfDay(ctx, query.day, query.person ?? ctx.actor.personId);
    return isRefusal(items) ? items : { items };
  }),
  read(contract.lastReport, ({ ctx, query }) => lastReportOf(ctx, query.customer)),
  read(contract.companions, async ({ ctx }) => ({ items: await companionsFor(ctx) })),
  read(contract.getVisit, ({ ctx, params }) => visitOf(ctx, params.id)),
  read(contract.customerVisits, async ({ ctx, params }) => {
    const items = await visitsToCustomer(ctx, params.id);
    return isRefusal(items) ? items : { items };
  }),
  write(contract.planVisit, planOwnVisit, ({ body }) => body),
  write(contract.replanVisit, replanVisit, ({ params, body, ifMatch }) => ({ ...body, id: params.id, ifMatch })),
  write(contract.checkIn, checkIn, ({ params, body }) => ({ ...body, id: params.id })),
  write(contract.reportVisit, reportVisit, ({ params, body, ifMatch }) => ({ ...body, id: params.id, ifMatch }), {
    earlier: { 1: reportFrom1 },
  }),
  write(contract.checkOut, checkOut, ({ params, body }) => ({ ...body, id: params.id })),
  write(contract.cancelVisit, cancelVisit, ({ params, body }) => ({ ...body, id: params.id })),
  read(teamDayContract.teamDay, ({ ctx, query }) => teamDayOf(ctx, query)),
];
