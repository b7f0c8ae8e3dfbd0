export { CustomerNextSteps, SetStepDialog } from './customer-next-steps.tsx';
export { DayChoice, emptyStep, NextStepEditor, type StepDraft } from './next-step-editor.tsx';
export { NextStepLine } from './next-step-line.tsx';
export { CompleteDialog } from './step-dialogs.tsx';
