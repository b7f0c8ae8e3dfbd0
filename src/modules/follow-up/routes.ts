import { read, type Route, write } from '#platform/server/http/route.ts';
import { changeStep } from './commands/change-step.ts';
import { completeStep, uncompleteStep } from './commands/complete-step.ts';
import { dropStep, undropStep } from './commands/drop-step.ts';
import { setStep } from './commands/set-step.ts';
import * as contract from './contract.ts';
import { openSteps, stepsOfCustomer } from './queries.ts';

export const followUpRoutes: Route[] = [
  read(contract.listNextSteps, ({ ctx, query }) => openSteps(ctx, query)),
  read(contract.customerNextSteps, ({ ctx, params }) => stepsOfCustomer(ctx, params.id)),
  write(contract.setStep, setStep, ({ body }) => body),
  write(contract.changeStep, changeStep, ({ params, body, ifMatch }) => ({ ...body, ...params, ifMatch })),
  write(contract.completeStep, completeStep, ({ params, body }) => ({ ...body, ...params })),
  write(contract.uncompleteStep, uncompleteStep, ({ params }) => params),
  write(contract.dropStep, dropStep, ({ params, body }) => ({ ...body, ...params })),
  write(contract.undropStep, undropStep, ({ params }) => params),
];
