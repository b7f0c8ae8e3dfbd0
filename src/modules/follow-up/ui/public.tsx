import { type ComponentType, lazy, Suspense } from 'react';

/** Loaded when it is first shown: the first screen must not carry calendars and dialogs. */
function whenShown<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  const Late = lazy(load) as unknown as ComponentType<P>;
  return (props: P) => (
    <Suspense fallback={null}>
      <Late {...props} />
    </Suspense>
  );
}

/** The next steps on a customer's page. */
export const CustomerNextSteps = whenShown(async () => ({
  default: (await import('./customer-next-steps.tsx')).CustomerNextSteps,
}));

/** What came of a step: completes it by one touch on the outcome. */
export const CompleteDialog = whenShown(async () => ({ default: (await import('./step-dialogs.tsx')).CompleteDialog }));

/** The next step by touch: how, and on which day. */
export const NextStepEditor = whenShown(async () => ({
  default: (await import('./next-step-editor.tsx')).NextStepEditor,
}));
export type { StepDraft } from './step-draft.ts';

/** How steps look after a report, for the projections of visits: loaded with them and not before. */
export const stepsAfterReport = async () => {
  const { stepProjections, workOfReport } = await import('./step-projections.ts');
  return { stepProjections, workOfReport };
};
