export { moveNextSteps } from './merge.ts';
export { endStepsByVisit, type NextStep, setNextStep } from './next-step.ts';
export { followUpRoutes } from './routes.ts';
