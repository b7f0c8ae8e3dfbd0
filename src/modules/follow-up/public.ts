export { endStepsByVisit, type NextStep, setNextStep } from './next-step.ts';
