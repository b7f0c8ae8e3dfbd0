import { read, type Route, write } from '#platform/server/http/route.ts';
import { confirmPlan, takeBackConfirmation } from './commands/confirm-plan.ts';
import { savePlan } from './commands/save-plan.ts';
import { submitPlan, takeBackSubmission } from './commands/submit-plan.ts';
import * as contract from './contract.ts';
import { planOf } from './plan.ts';
import { teamPlans } from './team.ts';

export const planRoutes: Route[] = [
  read(contract.teamPlans, ({ ctx, query }) => teamPlans(ctx, query)),
  read(contract.getPlan, ({ ctx, params, query }) => planOf(ctx, { ...params, ...query })),
  write(contract.savePlan, savePlan, ({ params, body, ifMatch }) => ({ ...body, ...params, ifMatch })),
  write(contract.submitPlan, submitPlan, ({ params }) => params),
  write(contract.takeBackSubmission, takeBackSubmission, ({ params }) => params),
  write(contract.confirmPlan, confirmPlan, ({ params, body, ifMatch }) => ({ ...body, ...params, ifMatch })),
  write(contract.takeBackConfirmation, takeBackConfirmation, ({ params }) => params),
];
